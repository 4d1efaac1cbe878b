var e,t,n,r,i,a,o,s,c,l,u,d=Symbol.for(`pv`),f={},p=[],m=/^m(i|n|o|s|text|space)$/,h=Array.isArray,g=p.slice,_=Object.assign;function v(e){e&&e.parentNode&&e.remove()}function y(e,t,n){var r,i,a,o={},s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?g.call(arguments,2):n),b(e,o,r,i,null)}function b(n,r,i,a,o){var s={type:n,props:r,key:i,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:d,__v:o||++t,__i:-1,__u:0};return!o&&e.vnode&&e.vnode(s),s}function x(e){return e.children}function S(e,t){this.props=e,this.context=t,this.__g=0}function C(e,t){if(t==null)return e.__&&C(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!=`function`||e.props.__P?null:C(e)}function w(t){var n,r=t.__v,i=r.__e,a=[],o=[],s=t.__P;s&&((n=_({constructor:d},r)).__v=r.__v+1,e.vnode&&e.vnode(n),re(s,n,r,t.__n,s.namespaceURI,32&r.__u?[i]:null,a,i||C(r),32&r.__u,o),n.__v=r.__v,n.__.__k[n.__i]=n,M(a,n,o),r.__=r.__e=null,n.__e!=i&&T(n))}function T(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),T(e)}function E(t){(8&t.__g||(t.__g|=8,n.push(t),i++))&&r==e.debounceRendering||((r=e.debounceRendering)||queueMicrotask)(D)}function D(){try{for(var e,t=1;n.length;)n.length>t&&n.sort(a),e=n.shift(),t=n.length,8&e.__g&&w(e)}finally{(i=n.length)&&(r||queueMicrotask)(D)}}function ee(e,t,n,r,i,a,o,s,c,l,u){var d,m,h,g,_,v,y=r.__k||p,b=t.length;for(c=O(n,t,y,c,b),d=0;d<b;d++)(h=n.__k[d])!=null&&(m=~h.__i&&y[h.__i]||f,h.__i=d,v=re(e,h,m,i,a,o,s,c,l,u),g=h.__e,(m.ref!=h.ref||8&m.__u)&&(m.ref&&N(m.ref,null,h,m),h.ref&&u.push(h.ref,h.__c||g,h)),_||=g,4&h.__u?(c=k(h,c,e,!m.__v),m.__e&&(m.__e=null)):typeof h.type==`function`&&v!==void 0?c=v:g&&(c=g.nextSibling),h.__u&=-21);return n.__e=_,c}function O(e,t,n,r,i){var a,o,s,c,l,u,f,p,m,g=n.length,_=g,v=0,y=0,S=e.__k=Array(i);for(a=0;a<i;a++)(o=t[a])!=null&&typeof o!=`boolean`&&typeof o!=`function`?(typeof o!=`object`||o.constructor===String?o=S[a]=b(null,o):h(o)?o=S[a]=b(x,{children:o}):o.constructor===d&&o.__b?o=S[a]=b(o.type,o.props,o.key,o.ref,o.__v):S[a]=o,c=a+v,o.__=e,o.__b=e.__b+1,s=null,~(l=o.__i=te(o,n,c,_))&&(_--,(s=n[l])&&(s.__u|=2)),s&&s.__v?(o.__u|=16,l==c-1?v--:l==c+1?v++:l!=c&&(l>c?v--:v++,y=1)):(~l||(i>g?v--:i<g&&v++),typeof o.type!=`function`&&(o.__u|=4))):S[a]=null;if(y){for(u=[],f=[],a=0;a<i;a++)if((o=S[a])&&16&o.__u){for(v=0,p=u.length;v<p;)u[m=v+p>>1]<o.__i?v=m+1:p=m;u[v]=o.__i,f[a]=v+1}for(v=u.length;a--;)f[a]&&(f[a]==v?v--:S[a].__u|=4)}if(_)for(a=0;a<g;a++)!(s=n[a])||2&s.__u||(s.__e==r&&(r=C(s)),se(s,s));return r}function k(e,t,n,r){var i,a,o,s;if(typeof e.type==`function`){if(e.props.__P)return t;if(i=e.__k)for(a=0;a<i.length;a++)i[a]&&(i[a].__=e,t=k(i[a],t,n,!1));return t}for(t&&!t.parentNode&&(t=C(e))&&!t.parentNode&&(t=null),o=e.__e,s=t;s&&s.nodeType==8;)s=s.nextSibling;for(o!=s&&(!r&&n.moveBefore&&o.parentNode?n.moveBefore(o,t):n.insertBefore(o,t||null)),t=o;(t&&=t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(`$s`););return t}function te(e,t,n,r){var i,a=e.key,o=e.type,s=t[n],c=s&&!(2&s.__u);if(s===null&&a==null||c&&a==s.key&&o==s.type)return n;if(r>+!!c){for(i=n-1;i>=0;i--)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i;for(i=n+1;i<t.length;i++)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i}return-1}function ne(e,t,n){n??=``,t[0]==`-`?e.setProperty(t,n):e[t]=n}function A(e,t,n,r,i){var a,o;if(t==`style`){if(typeof n==`string`)e.style.cssText=n;else{if(typeof r==`string`&&(e.style.cssText=r=``),r)for(t in r)n&&t in n||ne(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||ne(e.style,t,n[t])}}else if(t[0]==`o`&&t[1]==`n`)typeof n!=`function`&&(n=null),typeof r!=`function`&&(r=null),(e.__e||={})[t]=n,n&&r||(o=l[t]||(l[t]=j(t)),(e.__a||={})[t]=c,a=t!=(t=t.replace(s,`$1`)),(t=t.slice(2))[0]<`a`&&(t=t.toLowerCase()),n?e.addEventListener(t,o,a):e.removeEventListener(t,o,a));else{if(i==`http://www.w3.org/2000/svg`)t=t.replace(/xlink(H|:h)/,`h`).replace(/sName$/,`s`);else if(t!=`width`&&t!=`height`&&t!=`href`&&t!=`list`&&t!=`form`&&t!=`tabIndex`&&t!=`download`&&t!=`rowSpan`&&t!=`colSpan`&&t!=`role`&&t!=`popover`&&t in e)try{e[t]=n??``;return}catch{}if(typeof n==`function`)return;n==null||!1===n&&t[4]!=`-`?e.removeAttribute(t):e.setAttribute(t,t==`popover`&&n==1?``:n)}}function j(t){return function(n){var r=this.__e;if(r){if(r=r[t],n[o]==null)n[o]=c++;else if(n[o]<this.__a[t])return;return r(e.event?e.event(n):n)}}}function re(t,n,r,i,a,o,s,c,l,u){var f,m,g,y,b,w,T,E,D,O,k,te,ne,A,j,re,M,N,P=n.type;if(n.constructor!==d)return null;128&r.__u&&(l=32&r.__u,f=r.__c.__z)&&(n.__u|=l,m=o=[],f.nodeType==8?c=ie(f,o):o.push(f),c=o[0]||c),(f=e.__b)&&f(n);n:if(typeof P==`function`){g=s.length;try{if(E=n.props,D=(f=P.prototype)&&f.render,O=(f=P.contextType)&&i[f.__c],k=f?O?O.props.value:f.__:i,(y=r.__c)?(n.__c=y,2&y.__g&&(y.__g|=1)):(D?n.__c=y=new P(E,k):(n.__c=y=new S(E,k),y.constructor=P,y.render=ce),O&&O.sub(y),y.state||(y.state={}),y.__n=i,y.__g|=8,y.__h=[],y.__k=[]),D&&(y.__s||(y.__s=y.state),P.getDerivedStateFromProps&&(y.__s==y.state&&(y.__s=_({},y.__s)),_(y.__s,P.getDerivedStateFromProps(E,y.__s)))),b=y.props,w=y.state,y.__v=n,r.__c){if(E!==b&&D&&!P.getDerivedStateFromProps&&y.componentWillReceiveProps&&y.componentWillReceiveProps(E,k),n.__v==r.__v&&!(8&y.__g)||!(4&y.__g)&&y.shouldComponentUpdate&&!1===y.shouldComponentUpdate(E,y.__s,k)){n.__v!=r.__v&&(y.props=E,y.state=y.__s,y.__g&=-9),n.__e=r.__e,n.__k=r.__k,n.__k.some(function(e){e&&(e.__=n)}),p.push.apply(y.__h,y.__k),y.__k=[],y.__h.length&&s.push(y),c=C(r);break n}y.componentWillUpdate&&y.componentWillUpdate(E,y.__s,k),D&&y.componentDidUpdate&&y.__h.push(function(){y.componentDidUpdate(b,w,T)})}else D&&!P.getDerivedStateFromProps&&y.componentWillMount&&y.componentWillMount(),D&&y.componentDidMount&&y.__h.push(y.componentDidMount);y.context=k,y.props=E,y.__P=t,y.__g&=-5,te=e.__r,ne=D?25:0;do y.__g&=-9,te&&te(n),f=y.render(y.props,y.state=y.__s,y.context);while(8&y.__g&&++ne<25);D&&(p.push.apply(y.__h,y.__k),y.__k=[]),y.state=y.__s,y.getChildContext&&(i=_({},i,y.getChildContext())),D&&r.__c&&y.getSnapshotBeforeUpdate&&(T=y.getSnapshotBeforeUpdate(b,w)),A=f&&f.type===x&&f.key==null?f.props.children:f,E.__P&&(f=c,a=(t=E.__P).namespaceURI,l=o=null,r.props&&r.props.__P!=t&&(r.__k.some(function(e){e&&se(e,e)}),r.__k=null),c=r.__k?C(r,0):null),c=ee(t,h(A)?A:[A],n,r,i,a,o,s,c,l,u),E.__P&&(n.__e=null,c=f),n.__u&=-161,m&&m.some(v),y.__h.length&&s.push(y),1&y.__g&&(y.__g&=-4)}catch(t){if(s.length=g,n.__v=null,l||o){if(t&&t.then){if(n.__u|=128|l,o){for(~(M=o.indexOf(c||void 0))||(M=o.length);(N=o[M-1])&&N.nodeType==8;)M--;for(;M<o.length;M++)if(N=o[M]){if(o[M]=null,j){if(N==re)break}else{if(N.nodeType!=8)break;N.data.startsWith(`$s`)&&(re=ie(j=N))}}}if(!j){for(;c&&c.nodeType==8&&c.nextSibling;)c=c.nextSibling;j=c}(f=ie(j=n.__c.__z||(n.__c.__z=j)))?(n.__e=j,c=f):n.__e=c,c&&=c.nextSibling}else o&&o.some(v)}else n.__e=r.__e;n.__k||=r.__k||[],t&&t.then||ae(n),e.__e(t,n,r)}}else c=n.__e=oe(r.__e,n,r,i,a,o,s,l,u,t);return(f=e.diffed)&&f(n),c}function ie(e,t){if(e&&e.nodeType==8&&e.data.startsWith(`$s`))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith(`$s`))n++;else if(e.data.startsWith(`/$s`)&&!--n)return e}t&&t.push(e)}}function ae(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(ae))}function M(t,n,r){for(var i=0;i<r.length;)N(r[i++],r[i++],r[i++]);e.__c&&e.__c(n,t),t.some(function(n){try{t=n.__h,n.__h=[],t.some(function(e){e.call(n)})}catch(t){e.__e(t,n.__v)}})}function oe(t,n,r,i,a,o,s,c,l,u){var d,p,_,y,b,x,S,w,T=r.props||f,E=n.props,D=n.type;if(D==`svg`?a=`http://www.w3.org/2000/svg`:D==`math`?a=`http://www.w3.org/1998/Math/MathML`:a||=`http://www.w3.org/1999/xhtml`,o){for(d=0;d<o.length;d++)if((b=o[d])&&(D?b.localName==D:b.nodeType==3)){t=b,o[d]=null;break}}if(!t){if(w=u.ownerDocument||document,!D)return w.createTextNode(E);t=w.createElementNS(a,D,E.is?E:u),c&&=(e.__m&&e.__m(n,o),!1),o=null}if(D){if(u=D==`template`&&t.content||t,o=D==`textarea`&&E.defaultValue!=null?null:o&&g.call(u.childNodes),!c&&o)for(T={},d=0;d<t.attributes.length;d++)T[(b=t.attributes[d]).name]=b.value;for(d in T)b=T[d],d==`dangerouslySetInnerHTML`?_=b:d==`children`||d in E||d==`value`&&`defaultValue`in E||d==`checked`&&`defaultChecked`in E||A(t,d,null,b,a);for(d in E)b=E[d],d==`children`?y=b:d==`dangerouslySetInnerHTML`?p=b:d==`value`?x=b:d==`checked`?S=b:c&&typeof b!=`function`||T[d]===b||A(t,d,b,T[d],a);p?(c||_&&(p.__html==_.__html||p.__html==t.innerHTML)||(t.innerHTML=p.__html),n.__k=[]):(_&&(t.textContent=``),(D==`foreignObject`||a==`http://www.w3.org/1998/Math/MathML`&&m.test(D))&&(a=`http://www.w3.org/1999/xhtml`),ee(u,h(y)?y:[y],n,r,i,a,o,s,o?o[0]:r.__k&&C(r,0),c,l),o&&o.some(v)),c&&D!=`textarea`||(d=`value`,D==`progress`&&x==null?t.removeAttribute(d):x==null||x===t[d]&&(D!=`progress`||x)||A(t,d,x,T[d],a),d=`checked`,S!=null&&S!=t[d]&&A(t,d,S,T[d],a))}else T===E||c&&t.data==E||(t.data=E);return t}function N(t,n,r,i){try{typeof t==`function`?n?n.__x=t(n)||1:(i&&=i.__c||i.__e)&&(n=i.__x)&&(i.__x=null,typeof n==`function`?n():t(null)):t.current=n}catch(t){e.__e(t,r)}}function se(t,n,r){var i,a,o,s;if(e.unmount&&e.unmount(t),!(i=t.ref)||i.current&&i.current!=t.__e||N(i,null,n,t),i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){e.__e(t,n)}i.__P=i.__n=null}if(i=t.__k)for(s=0;s<i.length;s++)i[s]&&se(i[s],n,typeof t.type!=`function`||r&&!t.props.__P);!r&&(i=t.__c)&&(i=i.__z)&&(a=ie(i,o=[]))&&(i==t.__e&&o.some(v),v(a),v(i)),r||v(t.__e),t.__e=t.__c=t.__=null}function ce(e,t,n){return this.constructor(e,n)}function P(t,n){var r,i,a,o;e.__&&e.__(t,n),n.nodeType==9&&(n=n.documentElement),i=(r=t&&32&t.__u)?null:n.__k,n.__k=b(x,{children:[t]}),a=[],o=[],re(n,n.__k,i||f,f,n.namespaceURI,i?null:n.firstChild?g.call(n.childNodes):null,a,i?i.__e:n.firstChild,r,o),M(a,n.__k,o),n.__k.props.children=null}function le(e){function t(e){var n,r;return this.getChildContext||(n=new Set,(r={})[t.__c]=this,this.getChildContext=function(){return r},this.shouldComponentUpdate=function(e){this.props.value!=e.value&&n.forEach(function(e){e.__g|=4,E(e)})},this.sub=function(e){n.add(e);var t=e.componentWillUnmount;e.componentWillUnmount=function(){n.delete(e),t&&t.call(e)}}),e.children}return t.__c=`__cC`+u++,t.__=e,t.Provider=(t.Consumer=function(e,t){return e.children(t)}).contextType=t,t}e={__e:function(e,t,n,r){for(var a,o,s;t=t.__;)if((a=t.__c)&&!(1&a.__g)){a.__g|=4;try{if((s=(o=a.constructor)&&o.getDerivedStateFromError)&&a.setState(o.getDerivedStateFromError(e)),a.componentDidCatch&&(a.componentDidCatch(e,r||{}),s=1),s&&8&a.__g)return void(a.__g|=2)}catch(t){e=t}}throw i=0,e}},t=0,S.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=_({},this.state)),typeof e==`function`&&(e=e(_({},n),this.props)),e&&(_(n,e),this.__v&&(t&&this.__k.push(t),E(this)))},S.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),E(this))},S.prototype.render=x,n=[],i=0,a=function(e,t){return e.__v.__b-t.__v.__b},o=Symbol(),s=/(PointerCapture)$|Capture$/i,c=0,l={},u=0;var F,I,ue,de,fe=Object.is,pe=0,me=[],he=[],L=e,ge=L.__b,_e=L.__r,ve=L.diffed,ye=L.__c,be=L.unmount,xe=L.__;function Se(e,t){L.__h&&L.__h(I,e,pe||t),pe=0;var n=I.__H||(I.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function R(e){return pe=1,Ce(Ie,e)}function Ce(e,t,n){var r=Se(F++,2);if(r.t=e,!r.__c&&(r.__=[n?n(t):Ie(void 0,t),function(e){var t=(r.__N||r.__)[0],n=r.t(t,e);fe(t,n)||(r.__N=[n,r.__[1]],r.__c.setState({}))}],r.__c=I,!I.__f)){I.__f=!0;var i=I.shouldComponentUpdate;I.shouldComponentUpdate=function(e,t,n){var r=this.__H;if(!r)return!0;var a=!1,o=this.props!=e;if(r.__.some(function(e){e.__N&&(a=!0,fe(e.__[0],e.__N[0])||(o=!0))}),i){var s=i.call(this,e,t,n);return a?s||o:s}return!a||o}}return r.__}function z(e,t){var n=Se(F++,3);!L.__s&&Fe(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,I.__H.__h.push(n))}function we(e,t){var n=Se(F++,4);!L.__s&&Fe(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,I.__h.push(n))}function B(e){return pe=5,Te(function(){return{current:e}},[])}function Te(e,t){var n=Se(F++,7);return Fe(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Ee(e,t){return pe=8,Te(function(){return e},t)}function De(e){var t=I.context[e.__c],n=Se(F++,9);return n.c=e,t?(n.__??(n.__=!0,t.sub(I)),t.props.value):e.__}function Oe(){var e=Se(F++,11);if(!e.__){for(var t=I.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__=`P`+n[0]+`-`+n[1]++}return e.__}function ke(){var e;do{for(;e=he.shift();)try{Ne(e)}catch(t){L.__e(t,{__:(e=e.__P)&&e.__v})}for(;e=me.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Ne),t.__h.some(Pe),t.__h=[]}catch(n){t.__h=[],L.__e(n,e.__v)}}}while(he.length)}L.__b=function(e){I=null,ge&&ge(e)},L.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),xe&&xe(e,t)},L.__r=function(e){_e&&_e(e),F=0;var t=(I=e.__c).__H;t&&(ue==I?I.__h=[]:(t.__h.some(Ne),t.__h.some(Pe),F=0),t.__h=[],t.__.some(function(e){e.__N&&(e.__=e.__N),e.u=e.__N=void 0})),ue=I},L.diffed=function(e){ve&&ve(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Me(me.push(t)),t.__H.__.some(function(e){e.u&&(e.__H=e.u)})),ue=I=null},L.__c=function(e,t){t.some(function(e){try{e.__h.some(Ne),e.__h=e.__h.filter(function(e){return!e.__||Pe(e)})}catch(t){e.__h=[function(){throw t}]}}),ye&&ye(e,t)},L.unmount=function(e){be&&be(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n&&=n.__c}r.__P=n,Me(he.push(r))}else Ne(r)}catch(e){t=e}}),r.__H=void 0,t&&L.__e(t,r.__v))};var Ae=typeof requestAnimationFrame==`function`;function je(e){var t,n=function(){clearTimeout(r),Ae&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Ae&&(t=requestAnimationFrame(n))}function Me(e){e!=1&&de==L.requestAnimationFrame||((de=L.requestAnimationFrame)||je)(ke)}function Ne(e){var t=I,n=e.__c;typeof n==`function`&&(e.__c=void 0,n()),I=t}function Pe(e){var t=I;e.__c=e.__(),I=t}function Fe(e,t){return!e||e.length!=t.length||t.some(function(t,n){return!fe(t,e[n])})}function Ie(e,t){return typeof t==`function`?t(e):t}var V=class extends Error{code;fields;constructor(e,t,n=[]){super(t),this.code=e,this.fields=n}},Le=()=>new V(`UNREACHABLE`,`The server does not answer. Nothing is lost: try again in a moment.`);function Re(e){let{message:t,extensions:n={}}=e[0]??{message:`The answer cannot be read.`},r=n.code??`INTERNAL`,i=n.errors??[],a=n.requestId?` Tell who runs this Chattr the number ${n.requestId}.`:``;return new V(r,(i.length>0?i.map(({field:e,message:t})=>`${Be(e)} ${t??`is not valid`}.`).join(` `):t)+a,i.map(({field:e})=>ze(e)))}var ze=e=>e.split(`.`).at(-1)??e;function Be(e){let t=ze(e).replace(/([a-z])([A-Z])/g,(e,t,n)=>`${t} ${n.toLowerCase()}`).replace(/\burl\b/,`URL`);return t.charAt(0).toUpperCase()+t.slice(1)}function Ve(){let e=new Set;return{tell:()=>[...e].forEach(e=>e()),listen:t=>(e.add(t),()=>void e.delete(t))}}var He=Ve(),Ue=Ve(),We=new URL(`graphql`,document.baseURI);async function Ge(e,t){let{data:n,errors:r=[]}=await Ke(JSON.stringify({query:e.toString(),variables:t}));if(r.some(e=>e.extensions?.code===`UNAUTHENTICATED`)&&Ue.tell(),!n)throw Re(r);return n}async function Ke(e){let t=await(await fetch(We,{method:`POST`,headers:{"content-type":`application/json`,accept:`application/graphql-response+json, application/json`},body:e}).catch(()=>null))?.json().catch(()=>null);if(!t)throw Le();if(t.data===void 0&&!t.errors)throw new V(t.code??`INTERNAL`,t.detail??`The answer cannot be read.`);return t}function H(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function qe(e){return H(e)===`object`}function Je(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function Ye(e,t){return e.length<124?e:t}var U=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))(U||{}),W=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))(W||{});function Xe(e){if(!qe(e))throw Error(`Message is expected to be an object, but got ${H(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${H(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!qe(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${H(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!qe(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${H(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${H(e.payload.query)}`);if(e.payload.variables!=null&&!qe(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${H(e.payload.variables)}`);if(e.payload.operationName!=null&&H(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${H(e.payload.operationName)}`);if(e.payload.extensions!=null&&!qe(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${H(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${H(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!qe(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${H(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${H(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Je(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${H(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function Ze(e,t){return Xe(typeof e==`string`?JSON.parse(e,t):e)}function Qe(e,t){return Xe(e),JSON.stringify(e,t)}function $e(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=tt,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!rt(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(Qe({type:W.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof et&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(Qe(e?{type:W.ConnectionInit,payload:e}:{type:W.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close(U.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close(U.InternalClientError,Ye(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=Ze(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(Qe(n.payload?{type:W.Pong,payload:n.payload}:{type:W.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==W.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close(U.BadResponse,Ye(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(tt(e)&&(nt(e.code)||[U.InternalServerError,U.InternalClientError,U.BadRequest,U.BadResponse,U.Unauthorized,U.SubprotocolNotAcceptable,U.SubscriberAlreadyExists,U.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(tt(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function O(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case W.Next:t.next(e.payload);return;case W.Error:i=!0,r=!0,t.error(e.payload),a();return;case W.Complete:r=!0,a();return}});o.send(Qe({id:n,type:W.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(Qe({id:n,type:W.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:O,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=O(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new et)}}}var et=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function tt(e){return qe(e)&&`code`in e&&`reason`in e}function nt(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function rt(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var it=Ve(),at={open:!1,listen:it.listen};function ot(e){at.open=e,it.tell()}function st(){let e=new URL(`graphql`,document.baseURI);return e.protocol=e.protocol===`https:`?`wss:`:`ws:`,e.href}var ct=e=>e instanceof CloseEvent,lt=4401,ut;function dt(){return ut??=$e({url:st(),retryAttempts:1/0,shouldRetry:e=>!(ct(e)&&e.code===lt),retryWait:e=>new Promise(t=>setTimeout(t,Math.min(500*2**e,5e3)*(.5+Math.random()))),on:{connected:()=>ot(!0),closed:()=>ot(!1)}})}function ft(){ut?.dispose(),ut=void 0}function pt(e,t,n,r){return dt().subscribe({query:e.toString(),variables:t},{next:({data:e,errors:t})=>e?n(e):r(Re(t??[])),error:e=>r(mt(e)),complete:()=>{}})}function mt(e){return Array.isArray(e)?Re(e):ct(e)?(e.code===lt&&Ue.tell(),new V(`CLOSED`,`The stream was closed: ${e.code} ${e.reason}`)):new V(`INTERNAL`,`The stream broke off.`)}var ht=new Map,gt=()=>ht.clear(),_t=new Map;He.listen(()=>_t.clear());function vt(e,t){let n=_t.get(e);if(n)return n;let r=t().finally(()=>_t.get(e)===r&&_t.delete(e));return _t.set(e,r),r}function yt(e,t){let[n,r]=R({key:e,data:ht.get(e)}),i=B({key:e,read:t,run:0});i.current.key=e,i.current.read=t;let a=Ee(()=>{let{key:e,read:t}=i.current,n=++i.current.run,a=t=>{i.current.run===n&&r(n=>({key:e,data:n.key===e?n.data:void 0,...t}))};vt(e,t).then(t=>(ht.set(e,t),a({data:t,failure:void 0})),e=>a({failure:e instanceof V?e:Le()}))},[]);z(()=>(a(),()=>void i.current.run++),[e]),z(()=>He.listen(a),[]);let o=n.key===e?n:{data:ht.get(e),failure:void 0};return{data:o.data,failure:o.failure,reload:a}}var bt=new Promise(()=>{});function xt(e,t){return yt(e.toString()+JSON.stringify(t),()=>t?Ge(e,t):bt)}var St=Symbol.for(`pv`),Ct=0;Array.isArray;function G(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:St,__v:--Ct,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}var wt={hash:`M6.5 2 5 14M11 2 9.5 14M2.5 5.5h11M2 10.5h11`,webhook:`M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z`,settings:`M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 4.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0M7 11.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0`,key:`M10.5 9a3.5 3.5 0 1 0-3.3-2.3L2 12v2h2.5v-1.5H6V11h1.5l1-1M11 5.5v.01`,play:`M4.5 3v10l8-5z`,people:`M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.8c1.6.5 2.5 1.8 2.5 3.7`,shield:`M8 1.5 13.5 4v4c0 3-2.2 5.5-5.5 6.5C4.7 13.5 2.5 11 2.5 8V4z`,list:`M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.01M2.5 8v.01M2.5 12v.01`,menu:`M2 4h12M2 8h12M2 12h12`,edit:`M10.5 3 13 5.5 6 12.5 3 13l.5-3z`,delete:`M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4`,back:`M9.5 3.5 5 8l4.5 4.5`,plus:`M8 3v10M3 8h10`,leave:`M6.5 2.5H3v11h3.5M7 8h7M11 5l3 3-3 3`,user:`M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5`};function K({name:e}){return G(`svg`,{class:`icon`,viewBox:`0 0 16 16`,width:`16`,height:`16`,"aria-hidden":`true`,fill:`none`,stroke:`currentColor`,"stroke-width":`1.5`,"stroke-linecap":`round`,"stroke-linejoin":`round`,children:G(`path`,{d:wt[e]})})}var Tt=[`channels`,`webhooks`,`settings`];function Et(e){let[t=``,n]=e.replace(/^#?\/?/,``).split(`?`),[r,i=``,a=`channels`,o]=t.split(`/`),s=new URLSearchParams(n).get(`channel`)??void 0;return r?r===`tokens`?{page:`tokens`}:r===`channels`&&i?{page:`channel`,channelId:i}:r===`webhooks`&&i?{page:`webhook`,webhookId:i}:r===`servers`&&i&&a===`webhooks`&&o===`new`?{page:`newWebhook`,serverId:i,channelId:s}:r===`servers`&&i&&Tt.includes(a)?{page:`server`,serverId:i,section:a}:{page:`missing`}:{page:`servers`}}var q={servers:`#/`,tokens:`#/tokens`,server:(e,t=`channels`)=>`#/servers/${e}/${t}`,channel:e=>`#/channels/${e}`,webhook:e=>`#/webhooks/${e}`,newWebhook:(e,t)=>`#/servers/${e}/webhooks/new${t?`?channel=${t}`:``}`},Dt=e=>void(location.hash=e);function Ot(){let[e,t]=R(location.hash);return z(()=>{let e=()=>t(location.hash);return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),Et(e)}var J=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new J(`
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
    `,{fragmentName:`ChannelEntry`}),new J(`
    fragment MessageEntry on Message {
  id
  content
  author {
    kind
    id
    name
    avatarUrl
  }
  createdAt
  editedAt
  deletedAt
}
    `,{fragmentName:`MessageEntry`}),new J(`
    fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}
    `,{fragmentName:`ServerEntry`}),new J(`
    fragment WebhookEntry on Webhook {
  id
  name
  avatarUrl
  enabled
  createdAt
  lastUsedAt
  creator {
    id
    name
  }
  channel {
    id
    name
  }
}
    `,{fragmentName:`WebhookEntry`});var kt=new J(`
    query AccessTokens($after: String) {
  viewer {
    accessTokens(first: 100, after: $after) {
      edges {
        node {
          id
          name
          readOnly
          channels {
            id
            name
          }
          expiresAt
          createdAt
          lastUsedAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `),At=new J(`
    query ChannelsOfServers {
  viewer {
    servers(first: 50) {
      edges {
        node {
          id
          name
          channels(first: 100) {
            edges {
              node {
                id
                name
              }
            }
          }
        }
      }
    }
  }
}
    `),jt=new J(`
    mutation CreateAccessToken($input: CreateAccessTokenInput!) {
  createAccessToken(input: $input) {
    accessToken {
      id
      name
    }
    secret
  }
}
    `),Mt=new J(`
    mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {
  revokeAccessToken(input: $input) {
    accessToken {
      id
    }
  }
}
    `),Nt=new J(`
    query Channels($serverId: ID!, $after: String) {
  server(id: $serverId) {
    channels(first: 100, after: $after) {
      edges {
        node {
          ...ChannelEntry
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ChannelEntry on Channel {
  id
  name
  topic
}`),Pt=new J(`
    query Channel($id: ID!) {
  channel(id: $id) {
    ...ChannelEntry
    server {
      id
      name
      viewerPermissions
    }
  }
}
    fragment ChannelEntry on Channel {
  id
  name
  topic
}`),Ft=new J(`
    mutation CreateChannel($input: CreateChannelInput!) {
  createChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),It=new J(`
    mutation UpdateChannel($input: UpdateChannelInput!) {
  updateChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),Lt=new J(`
    mutation DeleteChannel($input: DeleteChannelInput!) {
  deleteChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),Rt=new J(`
    query Messages($channelId: ID!, $last: Int!, $before: String) {
  channel(id: $channelId) {
    messages(last: $last, before: $before) {
      edges {
        node {
          ...MessageEntry
        }
      }
      pageInfo {
        hasPreviousPage
        startCursor
      }
      resumeCursor
    }
  }
}
    fragment MessageEntry on Message {
  id
  content
  author {
    kind
    id
    name
    avatarUrl
  }
  createdAt
  editedAt
  deletedAt
}`),zt=new J(`
    subscription ChannelEvents($channelId: ID!, $after: String) {
  channelEvents(channelId: $channelId, after: $after) {
    cursor
    kind
    message {
      ...MessageEntry
    }
  }
}
    fragment MessageEntry on Message {
  id
  content
  author {
    kind
    id
    name
    avatarUrl
  }
  createdAt
  editedAt
  deletedAt
}`),Bt=new J(`
    mutation PostMessage($input: PostMessageInput!) {
  postMessage(input: $input) {
    message {
      id
    }
  }
}
    `),Vt=new J(`
    mutation EditMessage($input: EditMessageInput!) {
  editMessage(input: $input) {
    message {
      id
    }
  }
}
    `),Ht=new J(`
    mutation DeleteMessage($input: DeleteMessageInput!) {
  deleteMessage(input: $input) {
    message {
      id
    }
  }
}
    `),Ut=new J(`
    query Servers($after: String) {
  viewer {
    servers(first: 100, after: $after) {
      edges {
        node {
          ...ServerEntry
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}`),Wt=new J(`
    query Server($id: ID!) {
  server(id: $id) {
    ...ServerEntry
    viewerPermissions
  }
}
    fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}`),Gt=new J(`
    mutation CreateServer($input: CreateServerInput!) {
  createServer(input: $input) {
    server {
      id
    }
  }
}
    `),Kt=new J(`
    mutation UpdateServer($input: UpdateServerInput!) {
  updateServer(input: $input) {
    server {
      id
    }
  }
}
    `),qt=new J(`
    mutation DeleteServer($input: DeleteServerInput!) {
  deleteServer(input: $input) {
    server {
      id
    }
  }
}
    `),Jt=new J(`
    query Webhooks($serverId: ID!, $after: String) {
  server(id: $serverId) {
    webhooks(first: 50, after: $after) {
      edges {
        node {
          ...WebhookEntry
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment WebhookEntry on Webhook {
  id
  name
  avatarUrl
  enabled
  createdAt
  lastUsedAt
  creator {
    id
    name
  }
  channel {
    id
    name
  }
}`),Yt=new J(`
    query Webhook($id: ID!) {
  webhook(id: $id) {
    ...WebhookEntry
    channel {
      id
      name
      server {
        id
      }
    }
  }
}
    fragment WebhookEntry on Webhook {
  id
  name
  avatarUrl
  enabled
  createdAt
  lastUsedAt
  creator {
    id
    name
  }
  channel {
    id
    name
  }
}`),Xt=new J(`
    mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),Zt=new J(`
    mutation UpdateWebhook($input: UpdateWebhookInput!) {
  updateWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),Qt=new J(`
    mutation DeleteWebhook($input: DeleteWebhookInput!) {
  deleteWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),$t=new J(`
    mutation RegenerateWebhookUrl($input: RegenerateWebhookUrlInput!) {
  regenerateWebhookUrl(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),en=new J(`
    mutation ExecuteWebhook($input: ExecuteWebhookInput!) {
  executeWebhook(input: $input) {
    message {
      id
    }
  }
}
    `);function Y(e,t,n,r=!1){let i=e.toString()+JSON.stringify(t),[a,o]=R({key:i,pages:1}),s=r?1/0:a.key===i?a.pages:1,c=B(s);c.current=s;async function l(){let r=[],i=null;for(let a=0;a<c.current;a++){let a=n(await Ge(e,{...t,after:i}));if(!a)return null;if(r.push(...a.edges.map(({node:e})=>e)),i=a.pageInfo.endCursor,!a.pageInfo.hasNextPage)return{items:r,more:!1}}return{items:r,more:!0}}let u=yt(`${i} ${s}`,l),d=B({key:i});return(u.data!==void 0||d.current.key!==i)&&(d.current={key:i,data:u.data}),{...u,data:d.current.data,showMore:()=>o({key:i,pages:s+1})}}function X(e){let[t,n]=R({busy:!1});async function r(r){if(!t.busy){n({busy:!0});try{let t=await Ge(e,{input:r});return n({busy:!1}),He.tell(),t}catch(e){n({busy:!1,failure:e instanceof V?e:Le()});return}}}return{...t,run:r,clear:()=>n({busy:!1})}}function tn({title:e,close:t,children:n}){let r=B(null),i=Oe();return z(()=>{let e=r.current;return e.showModal(),()=>e.close()},[]),G(`dialog`,{ref:r,"aria-labelledby":i,onCancel:e=>(e.preventDefault(),t()),onMouseDown:e=>e.target===r.current&&t(),children:G(`div`,{class:`dialog`,children:[G(`h2`,{id:i,children:e}),n]})})}function Z({failure:e,again:t}){return e?G(`div`,{class:`problem`,role:`alert`,children:[G(`p`,{children:e.message}),t&&G(`button`,{type:`button`,onClick:t,children:`Try again`})]}):null}function nn({title:e,action:t,busy:n,failure:r,confirm:i,close:a,children:o}){return G(tn,{title:e,close:a,children:[G(`div`,{class:`explain`,children:o}),G(Z,{failure:r}),G(`div`,{class:`actions end`,children:[G(`button`,{type:`button`,onClick:a,children:`Cancel`}),G(`button`,{type:`button`,class:`danger`,disabled:n,onClick:i,children:t})]})]})}function rn({title:e,children:t}){return G(`div`,{class:`empty`,children:[G(`h2`,{children:e}),t]})}function an({rows:e=3}){return G(`div`,{class:`loading`,role:`status`,children:[G(`span`,{class:`out-of-sight`,children:`Loading…`}),Array.from({length:e},(e,t)=>G(`div`,{class:`bone`},t))]})}function on({list:e}){return e.data?.more?G(`button`,{type:`button`,class:`more`,onClick:e.showMore,children:`Show more`}):null}function sn({title:e,action:t,children:n}){return cn(e),G(`header`,{class:`page-head`,children:[G(`div`,{children:[G(`h1`,{children:G(`bdi`,{children:e})}),n&&G(`p`,{class:`lead`,children:n})]}),t]})}function cn(e){z(()=>void(document.title=e?`${e} · Chattr`:`Chattr`),[e])}var ln=new Intl.RelativeTimeFormat(void 0,{numeric:`auto`,style:`short`}),un=new Intl.DateTimeFormat(void 0,{dateStyle:`full`,timeStyle:`medium`}),dn=new Intl.DateTimeFormat(void 0,{weekday:`long`,day:`numeric`,month:`long`,year:`numeric`}),fn=new Intl.DateTimeFormat(void 0,{dateStyle:`medium`}),pn=[[`day`,86400],[`hour`,3600],[`minute`,60]],mn=1209600;function hn(e,t=Date.now()){let n=(Date.parse(e)-t)/1e3;if(Math.abs(n)<45)return`just now`;if(Math.abs(n)>mn)return fn.format(Date.parse(e));let[r,i]=pn.find(([,e])=>Math.abs(n)>=e)??[`minute`,60];return ln.format(Math.trunc(n/i)||Math.sign(n),r)}var gn=e=>un.format(Date.parse(e)),_n=e=>dn.format(Date.parse(e)),vn=Ve();setInterval(vn.tell,3e4);function yn({at:e}){let[,t]=R({});return z(()=>vn.listen(()=>t({})),[]),G(`time`,{dateTime:e,title:gn(e),children:hn(e)})}function Q({label:e,name:t,value:n,change:r,hint:i,failure:a,required:o,autofocus:s,placeholder:c,type:l=`text`,autocomplete:u=`off`}){let d=Oe(),f=a?.fields.includes(t);return G(`div`,{class:`field`,children:[G(`label`,{for:d,children:[e,!o&&G(`span`,{class:`optional`,children:` (optional)`})]}),G(`input`,{id:d,name:t,type:l,value:n,required:o,placeholder:c,autocomplete:u,autofocus:s,spellcheck:!1,"aria-invalid":f,"aria-describedby":i&&`${d}-hint`,onInput:e=>r(e.currentTarget.value)}),i&&G(`p`,{class:`hint`,id:`${d}-hint`,children:i})]})}function bn({submit:e,action:t,busy:n,failure:r,cancel:i,children:a}){return G(`form`,{onSubmit:t=>(t.preventDefault(),e()),children:[a,G(Z,{failure:r}),G(`div`,{class:`actions end`,children:[i&&G(`button`,{type:`button`,onClick:i,children:`Cancel`}),G(`button`,{type:`submit`,class:`primary`,disabled:n,children:t})]})]})}async function xn(e){try{return await navigator.clipboard.writeText(e),!0}catch{return Sn(e)}}function Sn(e){let t=document.createElement(`textarea`),n=document.activeElement;t.value=e,t.className=`out-of-sight`,(document.querySelector(`dialog[open]`)??document.body).append(t),t.select();let r=document.execCommand(`copy`);return t.remove(),n?.focus(),r}function Cn({text:e,label:t=`Copy`,primary:n=!1}){let[r,i]=R(``);return z(()=>{let e=r?setTimeout(()=>i(``),2e3):void 0;return()=>clearTimeout(e)},[r]),G(`button`,{type:`button`,class:n?`primary copy`:`copy`,onClick:async()=>i(await xn(e)?`Copied`:`Select it and copy`),children:G(`span`,{"aria-live":`polite`,children:r||t})})}function wn({label:e,value:t}){return G(`div`,{class:`secret`,children:[G(`input`,{readOnly:!0,value:t,"aria-label":e,onFocus:e=>e.currentTarget.select()}),G(Cn,{text:t,primary:!0})]})}function Tn({label:e,value:t,change:n,options:r,hint:i}){let a=Oe();return G(`div`,{class:`field`,children:[G(`label`,{for:a,children:e}),G(`select`,{id:a,value:t,"aria-describedby":i&&`${a}-hint`,onChange:e=>n(e.currentTarget.value),children:r.map(([e,t])=>G(`option`,{value:e,children:t},e))}),i&&G(`p`,{class:`hint`,id:`${a}-hint`,children:i})]})}function En({chosen:e,choose:t}){let{data:n}=xt(At,{}),r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]),i=n?.viewer.servers.edges.map(({node:e})=>e)??[];return G(`fieldset`,{class:`channel-choice`,children:[G(`legend`,{children:[`Channels `,G(`span`,{class:`hint`,children:e.length===0?`all of them, also future ones`:`only ${e.length}`})]}),G(`div`,{class:`choices`,children:i.flatMap(({id:t,name:n,channels:i})=>[G(`p`,{class:`hint`,children:G(`bdi`,{children:n})},t),...i.edges.map(({node:t})=>G(`label`,{class:`check`,children:[G(`input`,{type:`checkbox`,checked:e.includes(t.id),onChange:()=>r(t.id)}),`#`,G(`bdi`,{children:t.name})]},t.id))])})]})}var Dn=864e5,On=[[`7`,`7 days`],[`30`,`30 days`],[`90`,`90 days`],[`365`,`1 year`],[``,`Never`]];function kn({close:e}){let t=X(jt),[n,r]=R(``),[i,a]=R(`90`),[o,s]=R(!0),[c,l]=R([]),[u,d]=R(``);async function f(){let e=i?new Date(Date.now()+Number(i)*Dn).toISOString():null,r=await t.run({name:n,expiresAt:e,readOnly:o,channelIds:c.length>0?[...c]:null});r&&d(r.createAccessToken.secret)}return u?G(tn,{title:`Copy the token now`,close:e,children:[G(`p`,{class:`explain`,children:[`It is shown this once. Send it as `,G(`code`,{children:`Authorization: Bearer …`}),`, and keep it like a password.`]}),G(wn,{label:`Access token`,value:u}),G(`div`,{class:`actions end`,children:G(`button`,{type:`button`,onClick:e,children:`Done`})})]}):G(tn,{title:`New access token`,close:e,children:G(bn,{submit:f,action:`Create token`,busy:t.busy,failure:t.failure,cancel:e,children:[G(Q,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`status page`,hint:`What it is for.`}),G(Tn,{label:`Expires`,value:i,change:a,options:On}),G(`label`,{class:`check`,children:[G(`input`,{type:`checkbox`,checked:o,onChange:e=>s(e.currentTarget.checked)}),G(`span`,{children:[`Read only `,G(`span`,{class:`hint`,children:`It can watch and query, and change nothing. A page on the web needs no more.`})]})]}),G(En,{chosen:c,choose:l})]})})}function An(){let e=Y(kt,{},({viewer:e})=>e.accessTokens),[t,n]=R(!1),r=e.data?.items,i=G(`button`,{type:`button`,class:`primary`,onClick:()=>n(!0),children:`New token`});return G(`div`,{class:`page`,children:[G(sn,{title:`Access tokens`,action:r?.length?i:void 0,children:`A token lets a program act as you, within the bounds you set.`}),G(Z,{failure:e.failure,again:e.reload}),!r&&!e.failure&&G(an,{}),r?.length===0&&G(rn,{title:`No access token yet`,children:[G(`p`,{children:`A page that shows a channel needs one that only reads, bound to that channel.`}),i]}),G(`ul`,{class:`list`,children:r?.map(e=>G(jn,{token:e},e.id))}),G(on,{list:e}),t&&G(kn,{close:()=>n(!1)})]})}function jn({token:e}){let t=X(Mt),[n,r]=R(!1),i=e.expiresAt!==null&&Date.parse(e.expiresAt)<Date.now();return G(`li`,{class:`row`,children:[G(`span`,{class:`row-text`,children:[G(`span`,{class:`row-head`,children:[G(`bdi`,{class:`row-title`,children:e.name}),e.readOnly&&G(`span`,{class:`tag`,children:`Read only`}),i&&G(`span`,{class:`tag off`,children:`Expired`})]}),G(`span`,{class:`row-detail`,children:[e.channels?e.channels.map(({id:e,name:t},n)=>G(`span`,{children:[n>0&&`, `,`#`,G(`bdi`,{children:t})]},e)):`All channels`,` · `,e.lastUsedAt?G(x,{children:[`used `,G(yn,{at:e.lastUsedAt})]}):`never used`,` · `,e.expiresAt?G(x,{children:[i?`expired`:`expires`,` `,G(yn,{at:e.expiresAt})]}):`never expires`]})]}),G(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),children:`Revoke…`}),n&&G(nn,{title:`Revoke ${e.name}?`,action:`Revoke token`,busy:t.busy,failure:t.failure,close:()=>r(!1),confirm:()=>void t.run({accessTokenId:e.id}),children:G(`p`,{children:`Programs that use it are refused at once, and their open streams end. This cannot be undone.`})})]})}function Mn({label:e,value:t,change:n,send:r,cancel:i,placeholder:a,autofocus:o}){let s=B(null);we(()=>{let{style:e}=s.current;e.height=`auto`,e.height=`${s.current.scrollHeight+2}px`},[t]),z(()=>{o&&(s.current.focus(),s.current.selectionStart=t.length)},[]);function c(e){if(e.key===`Escape`&&i)return i();e.key!==`Enter`||e.shiftKey||e.isComposing||(e.preventDefault(),r())}return G(`textarea`,{ref:s,rows:1,value:t,"aria-label":e,placeholder:a,onInput:e=>n(e.currentTarget.value),onKeyDown:c})}var Nn=4e3,Pn=()=>Array.from(crypto.getRandomValues(new Uint8Array(16)),e=>e.toString(16).padStart(2,`0`)).join(``);function Fn({channelId:e,channelName:t}){let[n,r]=R(``),i=B(Pn()),a=X(Bt);function o(e){r(e),i.current=Pn(),a.failure&&a.clear()}async function s(){n.trim()&&await a.run({channelId:e,content:n,idempotencyKey:i.current})&&o(``)}let c=Nn-[...n].length;return G(`form`,{class:`composer`,onSubmit:e=>(e.preventDefault(),void s()),children:[G(Z,{failure:a.failure}),G(`div`,{class:`composer-row`,children:[G(Mn,{label:`Message #${t}`,placeholder:`Message #${t}`,value:n,change:o,send:s}),G(`button`,{type:`submit`,class:`primary`,disabled:a.busy||!n.trim()||c<0,children:`Send`})]}),c<500&&G(`p`,{class:`hint ${c<0?`wrong`:``}`,role:`status`,children:c<0?`${-c} characters too long`:`${c} characters left`})]})}function In({channel:e,serverId:t,close:n}){let r=X(It),i=X(Lt),[a,o]=R(e.name),[s,c]=R(e.topic??``),[l,u]=R(!1);return l?G(nn,{title:`Delete #${e.name}?`,action:`Delete channel`,busy:i.busy,failure:i.failure,confirm:async()=>await i.run({channelId:e.id})&&Dt(q.server(t)),close:n,children:G(`p`,{children:`All its messages are deleted, and the URLs of its webhooks stop working at once. This cannot be undone.`})}):G(tn,{title:`Edit channel`,close:n,children:[G(bn,{submit:async()=>await r.run({channelId:e.id,name:a,topic:s.trim()||null})&&n(),action:`Save`,busy:r.busy,failure:r.failure,cancel:n,children:[G(Q,{label:`Name`,name:`name`,value:a,change:o,failure:r.failure,required:!0,autofocus:!0}),G(Q,{label:`Topic`,name:`topic`,value:s,change:c,failure:r.failure})]}),G(`button`,{type:`button`,class:`danger quiet`,onClick:()=>u(!0),children:`Delete channel…`})]})}function Ln({loaded:e,connected:t,failed:n}){let[r,i]=n?[`off`,`Stopped`]:e?t?[`on`,`Live`]:[`busy`,`Reconnecting…`]:[`busy`,`Loading…`];return G(`span`,{class:`live ${r}`,role:`status`,children:i})}function Rn(e){class t extends S{shouldComponentUpdate(e){let t=this.props;return Object.entries(e).some(([e,n])=>t[e]!==n)}render(){return y(e,this.props)}}return t}var zn=3,Bn=/^\s{0,3}[-*+]\s+(?=\S)/,Vn=/^\s{0,3}(\d{1,9})[.)]\s+(?=\S)/,Hn=/^#{1,6}\s+(?=\S)/,Un=/^\s{0,3}>\s?/,Wn=/^\s{0,3}```/;function Gn(e,t=0){let n=e.split(/\r\n|\r|\n/),r=[],i=0,a=e=>{let t=i;for(;i<n.length&&e.test(n[i]);)i++;return n.slice(t,i).map(t=>t.replace(e,``))};for(;i<n.length;){let e=n[i],o=Wn.test(e)?n.findIndex((e,t)=>t>i&&Wn.test(e)):-1;o>0?(r.push({kind:`code`,text:n.slice(i+1,o).join(`
`)}),i=o+1):Un.test(e)&&t<zn?r.push({kind:`quote`,blocks:Gn(a(Un).join(`
`),t+1)}):Bn.test(e)?r.push({kind:`list`,start:null,items:a(Bn)}):Vn.test(e)?r.push({kind:`list`,start:Number(Vn.exec(e)[1]),items:a(Vn)}):Hn.test(e)?r.push({kind:`heading`,lines:[n[i++].replace(Hn,``)]}):e.trim()===``?i++:r.push({kind:`paragraph`,lines:qn(n,()=>n[i++],()=>i)})}return r}var Kn=e=>[Un,Bn,Vn,Hn,Wn].some(t=>t.test(e));function qn(e,t,n){let r=[t()];for(;n()<e.length&&e[n()].trim()!==``&&!Kn(e[n()]);)r.push(t());return r}function Jn(e){let t=URL.canParse(e)?new URL(e):null;return t&&(t.protocol===`https:`||t.protocol===`http:`)&&!t.username&&!t.password?t.href:null}var Yn=/https?:\/\/[^\s<>"`]+/y;function Xn(e,t){if(t>0&&/[\p{L}\p{N}_]/u.test(e[t-1]))return null;Yn.lastIndex=t;let n=Yn.exec(e)?.[0]??``;for(;/[.,;:!?'*_~\]]$/.test(n)||n.endsWith(`)`)&&!n.includes(`(`);)n=n.slice(0,-1);let r=Jn(n);return r?{text:n,href:r}:null}var Zn=/\[([^[\]\n]{1,300})\]\(<?(https?:\/\/[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/y;function Qn(e,t){Zn.lastIndex=t;let[n,r=``,i=``]=Zn.exec(e)??[],a=n&&!/:\/\/|www\./i.test(r)?Jn(i):null;return n&&a?{length:n.length,label:r,href:a}:null}var $n=6,er=[[`**`,`strong`],[`__`,`strong`],[`~~`,`strike`],[`*`,`emphasis`],[`_`,`emphasis`]],tr=/[\\`*_~[]|https?:\/\//g;function nr(e,t=0){let n=[],r=``,i=0;for(;i<e.length;){tr.lastIndex=i;let a=tr.exec(e)?.index??e.length;if(r+=e.slice(i,a),i=a,i===e.length)break;let o=t<$n?rr(e,i,t):null;o?.node.kind===`text`?r+=o.node.text:o?(r&&n.push({kind:`text`,text:r}),r=``,n.push(o.node)):r+=e[i],i+=o?.length??1}return r&&n.push({kind:`text`,text:r}),n}function rr(e,t,n){switch(e[t]){case`\\`:return/[!-/:-@[-`{-~]/.test(e[t+1]??``)?{length:2,node:{kind:`text`,text:e[t+1]}}:null;case"`":return ir(e,t);case`[`:return ar(e,t,n);case`h`:return or(e,t);default:return lr(e,t,n)}}function ir(e,t){let n=/^`+/.exec(e.slice(t))[0],r=e.indexOf(n,t+n.length);if(r<0)return{length:n.length,node:{kind:`text`,text:n}};let i=e.slice(t+n.length,r);return i.trim()?{length:r+n.length-t,node:{kind:`code`,text:i.trim()}}:null}function ar(e,t,n){let r=Qn(e,t);return r&&{length:r.length,node:{kind:`link`,href:r.href,children:nr(r.label,n+1)}}}function or(e,t){let n=Xn(e,t);return n&&{length:n.text.length,node:{kind:`link`,href:n.href,children:[{kind:`text`,text:n.text}]}}}var sr=e=>e!==void 0&&/[\p{L}\p{N}_]/u.test(e),cr=e=>e===void 0||/\s/.test(e);function lr(e,t,n){for(let[r,i]of er){let a=t+r.length;if(!e.startsWith(r,t)||cr(e[a])||r[0]===`_`&&sr(e[t-1]))continue;let o=ur(e,r,a);if(o>a)return{length:o+r.length-t,node:{kind:i,children:nr(e.slice(a,o),n+1)}}}return null}function ur(e,t,n){for(let r=e.indexOf(t,n+1);r>0;r=e.indexOf(t,r+1)){let n=e[r+t.length];if((t.length!==1||n!==t&&e[r-1]!==t)&&!cr(e[r-1])&&!(t[0]===`_`&&sr(n)))return r}return-1}var dr=Rn(function({text:e}){return G(`div`,{class:`markdown`,dir:`auto`,children:Gn(e).map(fr)})});function fr(e){switch(e.kind){case`code`:return G(`pre`,{tabIndex:0,dir:`ltr`,children:G(`code`,{children:e.text})});case`quote`:return G(`blockquote`,{children:e.blocks.map(fr)});case`list`:{let t=e.items.map(e=>G(`li`,{children:pr(e)}));return e.start===null?G(`ul`,{children:t}):G(`ol`,{start:e.start,children:t})}default:{let t=e.lines.flatMap((e,t)=>t===0?pr(e):[G(`br`,{}),...pr(e)]);return G(`p`,{class:e.kind===`heading`?`heading`:void 0,children:t})}}}var pr=e=>nr(e).map(mr);function mr(e){switch(e.kind){case`text`:return e.text;case`code`:return G(`code`,{children:e.text});case`link`:return G(`a`,{href:e.href,title:e.href,target:`_blank`,rel:`noopener noreferrer nofollow ugc`,children:e.children.map(mr)});default:{let t={strong:`strong`,emphasis:`em`,strike:`del`}[e.kind];return G(t,{children:e.children.map(mr)})}}}var hr=8;function gr({id:e,name:t}){return G(`span`,{class:`avatar colour-${Number(e.slice(-6))%hr}`,"aria-hidden":`true`,children:_r(t)})}function _r(e){let t=e.split(/[^\p{L}\p{N}\p{M}\p{So}]+/u).filter(Boolean),n=e=>e?[...new Intl.Segmenter().segment(e)][0]?.segment??``:``;return(n(t[0])+(t.length>1?n(t.at(-1)):``)).toLocaleUpperCase()||`?`}function vr(){return G(`span`,{class:`badge`,children:[G(K,{name:`webhook`}),`Webhook`]})}function yr({message:e,close:t}){let[n,r]=R(e.content),i=X(Vt),a=async()=>(n===e.content||await i.run({messageId:e.id,content:n}))&&t();return G(`form`,{class:`edit-message`,onSubmit:e=>(e.preventDefault(),void a()),children:[G(Mn,{label:`Message`,value:n,change:r,send:a,cancel:t,autofocus:!0}),G(Z,{failure:i.failure}),G(`div`,{class:`actions`,children:[G(`button`,{type:`submit`,class:`primary small`,disabled:i.busy,children:`Save`}),G(`button`,{type:`button`,class:`small`,onClick:t,children:`Cancel`})]})]})}function br({message:e,rights:t,edit:n}){let[r,i]=R(!1),a=X(Ht),o=e.author.kind===`USER`&&e.author.id===t.userId&&t.post;return!o&&!t.manage?null:G(x,{children:[G(`div`,{class:`message-actions`,children:[o&&G(`button`,{type:`button`,class:`plain`,onClick:n,title:`Edit`,children:[G(K,{name:`edit`}),G(`span`,{class:`out-of-sight`,children:`Edit message`})]}),G(`button`,{type:`button`,class:`plain`,onClick:()=>i(!0),title:`Delete`,children:[G(K,{name:`delete`}),G(`span`,{class:`out-of-sight`,children:`Delete message`})]})]}),r&&G(nn,{title:`Delete this message?`,action:`Delete message`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({messageId:e.id})&&i(!1),close:()=>i(!1),children:G(`p`,{children:`Its text is gone at once, for everybody and for good.`})})]})}function xr({message:e,newDay:t,continued:n,rights:r}){let[i,a]=R(!1),{author:o,content:s,createdAt:c,editedAt:l}=e;return G(x,{children:[t&&G(`p`,{class:`day`,children:G(`span`,{children:_n(c)})}),G(`article`,{class:`message ${n?`continued`:``}`,children:[!n&&G(gr,{id:o.id,name:o.name}),G(`div`,{class:`message-body`,children:[G(`header`,{class:n?`out-of-sight`:``,children:[G(`bdi`,{class:`author`,children:o.name}),o.kind===`WEBHOOK`&&G(vr,{}),G(yn,{at:c})]}),i?G(yr,{message:e,close:()=>a(!1)}):G(dr,{text:s}),l&&!i&&G(`span`,{class:`edited`,title:`Edited ${gn(l)}`,children:`edited`})]}),r&&!i&&G(br,{message:e,rights:r,edit:()=>a(!0)})]})]})}var Sr=Rn(function({block:e,previous:t,rights:n,sight:r}){let i=B(null),[a,o]=R(null);return z(()=>{let e=i.current;return r.watch(e,t=>o(t?null:t=>t??e.getBoundingClientRect().height))},[]),a===null?G(`div`,{ref:i,class:`block`,children:e.messages.map((r,i)=>{let a=i===0?t:e.messages[i-1],o=!a||_n(a.createdAt)!==_n(r.createdAt);return G(xr,{message:r,newDay:o,continued:!o&&wr(a,r),rights:n},r.id)})}):G(`div`,{ref:i,class:`block`,style:{height:`${a}px`}})}),Cr=3e5;function wr(e,t){let[n,r]=[e.author,t.author];return n.kind===r.kind&&n.id===r.id&&n.name===r.name&&n.avatarUrl===r.avatarUrl&&Date.parse(t.createdAt)-Date.parse(e.createdAt)<Cr}var Tr=`1500px 0px`,Er=class{observer;tell=new Map;attach(e){let t=e=>e.forEach(({target:e,isIntersecting:t})=>this.tell.get(e)?.(t));this.observer=new IntersectionObserver(t,{root:e,rootMargin:Tr});for(let e of this.tell.keys())this.observer.observe(e)}detach(){this.observer?.disconnect()}watch(e,t){return this.tell.set(e,t),this.observer?.observe(e),()=>{this.tell.delete(e),this.observer?.unobserve(e)}}},Dr=48,Or=class{atEnd=!0;scroller;list;anchor=null;top=0;sizes;attach(e,t){this.scroller=e,this.list=t,this.sizes=new ResizeObserver(()=>this.restore()),this.sizes.observe(t),this.sizes.observe(e),this.toEnd()}detach(){this.sizes?.disconnect()}note(){let{scrollTop:e,scrollHeight:t,clientHeight:n}=this.scroller;this.atEnd=t-e-n<Dr;let r=this.scroller.getBoundingClientRect().top,i=kr(this.list.children,r);this.anchor=(i&&kr(i.children,r))??i,this.top=this.anchor?.getBoundingClientRect().top??0}restore(){this.atEnd?this.toEnd():this.anchor?.isConnected&&(this.scroller.scrollTop+=this.anchor.getBoundingClientRect().top-this.top)}toEnd(){this.scroller.scrollTop=this.scroller.scrollHeight}};function kr(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;e[i].getBoundingClientRect().bottom>t?r=i:n=i+1}return e[n]??null}var Ar=1200;function jr({blocks:e,hasOlder:t,loadingOlder:n,loadOlder:r,rights:i}){let a=B(null),o=B(null),s=Te(()=>new Or,[]),c=Te(()=>new Er,[]),[l,u]=R(null);we(()=>(s.attach(a.current,o.current),c.attach(a.current),()=>(s.detach(),c.detach())),[]),we(()=>s.restore(),[e]);let d=e.at(-1)?.messages.at(-1)??null;function f(){s.note(),u(s.atEnd?null:e=>e??d),t&&!n&&a.current.scrollTop<Ar&&r()}z(f,[e,t,n]);let p=l!==null&&d!==null&&l.id!==d.id;return G(`div`,{class:`messages`,children:[G(`div`,{class:`scroller`,ref:a,onScroll:f,tabIndex:0,role:`region`,"aria-label":`Messages`,children:G(`div`,{ref:o,children:[G(`p`,{class:`beginning`,children:t?`Older messages are on their way…`:`This is where the channel begins.`}),e.map((t,n)=>G(Sr,{block:t,previous:e[n-1]?.messages.at(-1),rights:i,sight:c},t.id))]})}),l&&G(`button`,{type:`button`,class:`to-end ${p?`unseen`:``}`,onClick:()=>s.toEnd(),children:p?`New messages ↓`:`To the newest ↓`})]})}var Mr=50,Nr=0,Pr=e=>({id:++Nr,messages:e});function Fr(e){let t=[];for(let n=0;n<e.length;n+=Mr)t.push(Pr(e.slice(n,n+Mr)));return t}var Ir=(e,t)=>[...Fr(t),...e];function Lr(e,t){if(Vr(e,t.id)>=0)return e;let n=e.at(-1);return!n||n.messages.length>=Mr?[...e,Pr([t])]:[...e.slice(0,-1),{id:n.id,messages:[...n.messages,t]}]}var Rr=(e,t)=>Br(e,t.id,e=>e.map(e=>e.id===t.id?t:e)),zr=(e,t)=>Br(e,t,e=>e.filter(e=>e.id!==t)).filter(({messages:e})=>e.length>0);function Br(e,t,n){let r=Vr(e,t);return r<0?e:e.map((e,t)=>t===r?{id:e.id,messages:n(e.messages)}:e)}var Vr=(e,t)=>e.findLastIndex(({messages:e})=>e.some(e=>e.id===t)),Hr={blocks:[],loaded:!1,older:null,loadingOlder:!1},Ur=50,Wr=100,Gr=[`CURSOR_EXPIRED`,`CURSOR_FORKED`],Kr=class{state=Hr;stopWatching=()=>{};ended=!1;channelId;show;arrived;constructor(e,t,n){this.channelId=e,this.show=t,this.arrived=n}set(e){this.ended||(this.state={...this.state,...e},this.show(this.state))}start=async()=>{this.stopWatching(),this.set({failure:void 0});try{let e=await this.read(Ur,null);this.set({blocks:Ir([],e.messages),loaded:!0,older:e.older}),this.ended||this.follow(e.resumeCursor)}catch(e){this.set({failure:e instanceof V?e:Le()})}};stop=()=>{this.ended=!0,this.stopWatching()};loadOlder=async()=>{let{older:e,loadingOlder:t}=this.state;if(!(e===null||t)){this.set({loadingOlder:!0});try{let t=await this.read(Wr,e);this.set({blocks:Ir(this.state.blocks,t.messages),older:t.older,loadingOlder:!1})}catch{this.set({loadingOlder:!1})}}};async read(e,t){let{channel:n}=await Ge(Rt,{channelId:this.channelId,last:e,before:t});if(!n)throw new V(`NOT_FOUND`,`This channel is gone, or you may no longer see it.`);let{edges:r,pageInfo:i,resumeCursor:a}=n.messages;return{messages:r.map(({node:e})=>e),older:i.hasPreviousPage?i.startCursor:null,resumeCursor:a}}follow(e){let t={channelId:this.channelId,after:e},n=({channelEvents:e})=>{t.after=e.cursor,this.take(e)};this.stopWatching=pt(zt,t,n,e=>{Gr.includes(e.code)?this.start():this.set({failure:e})})}take({kind:e,message:t}){let{blocks:n}=this.state;t.deletedAt?this.set({blocks:zr(n,t.id)}):e===`MESSAGE_POSTED`?this.set({blocks:Lr(n,t)}):this.set({blocks:Rr(n,t)}),e===`MESSAGE_POSTED`&&!t.deletedAt&&this.arrived(t)}};function qr(e,t){let[n,r]=R(Hr),i=Te(()=>new Kr(e,r,t),[e]);return z(()=>(r(Hr),i.start(),i.stop),[i]),{...n,start:i.start,loadOlder:i.loadOlder}}function Jr(){let[e,t]=R(!0);return z(()=>{let e,n=()=>{clearTimeout(e),at.open?t(!0):e=window.setTimeout(()=>t(!1),700)};n();let r=at.listen(n);return()=>(clearTimeout(e),r())},[]),e}var Yr=le({id:``,name:``}),Xr=()=>De(Yr),$=(e,t)=>e?.includes(t)||e?.includes(`ADMINISTRATOR`)||!1;function Zr({what:e=`page`}){return G(rn,{title:`There is no such ${e}`,children:[G(`p`,{children:`It may have been deleted, or you may not see it.`}),G(`a`,{class:`button`,href:q.servers,children:`Go to your servers`})]})}function Qr({channelId:e}){let{data:t,failure:n,reload:r}=xt(Pt,{id:e});return cn(t?.channel?`#${t.channel.name}`:``),n&&!t?G(`div`,{class:`page`,children:G(Z,{failure:n,again:r})}):t?.channel===null?G(Zr,{what:`channel`}):t?G($r,{channel:t.channel}):null}function $r({channel:e}){let t=Xr(),[n,r]=R(``),i=qr(e.id,({author:e,content:t})=>r(`${e.name}: ${t}`)),a=Jr(),o=e.server.viewerPermissions,s={userId:t.id,post:$(o,`POST_MESSAGES`),manage:$(o,`MANAGE_MESSAGES`)},c=i.loaded&&i.blocks.length===0;return G(`div`,{class:`channel`,children:[G(ei,{channel:e,live:G(Ln,{loaded:i.loaded,connected:a,failed:!!i.failure})}),G(Z,{failure:i.failure,again:i.start}),c&&G(ti,{channel:e,manages:$(o,`MANAGE_SERVER`)}),i.loaded&&!c&&G(jr,{blocks:i.blocks,hasOlder:i.older!==null,loadingOlder:i.loadingOlder,loadOlder:i.loadOlder,rights:s}),!i.loaded&&G(`div`,{class:`messages`}),G(`p`,{class:`out-of-sight`,"aria-live":`polite`,children:n}),s.post&&G(Fn,{channelId:e.id,channelName:e.name})]})}function ei({channel:e,live:t}){let[n,r]=R(!1),i=e.server.viewerPermissions;return G(`header`,{class:`channel-head`,children:[G(`h1`,{children:[G(K,{name:`hash`}),G(`bdi`,{children:e.name})]}),G(`bdi`,{class:`topic`,title:e.topic??void 0,children:e.topic}),t,$(i,`MANAGE_SERVER`)&&G(`a`,{class:`button small`,href:q.newWebhook(e.server.id,e.id),title:`New webhook for this channel`,children:[G(K,{name:`webhook`}),G(`span`,{class:`wide-only`,children:`New webhook`}),G(`span`,{class:`out-of-sight narrow-only`,children:`New webhook`})]}),$(i,`MANAGE_CHANNELS`)&&G(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),title:`Edit channel`,children:[G(K,{name:`settings`}),G(`span`,{class:`out-of-sight`,children:`Edit channel`})]}),n&&G(In,{channel:e,serverId:e.server.id,close:()=>r(!1)})]})}function ti({channel:e,manages:t}){return G(`div`,{class:`messages`,children:G(rn,{title:`Nothing here yet`,children:[G(`p`,{children:t?`Write the first message, or give a program the URL of a webhook. What it posts appears here at once.`:`What is posted appears here at once.`}),t&&G(`a`,{class:`button primary`,href:q.newWebhook(e.server.id,e.id),children:`New webhook`})]})})}var ni=new Map,{tell:ri,listen:ii}=Ve();function ai(e,t){ni.set(e,t),ri()}var oi=e=>void ni.delete(e),si=()=>ni.clear();function ci(e){let[,t]=R({});return z(()=>ii(()=>t({})),[]),ni.get(e)}var li=e=>e.split(`/`).at(-1)??``;function ui({serverId:e,channelId:t}){let n=Y(Nt,{serverId:e},({server:e})=>e?.channels,!0);return n.data===null?G(Zr,{what:`server`}):G(`div`,{class:`page narrow`,children:[G(sn,{title:`New webhook`,children:`It posts into one channel. You get its URL in the next step.`}),G(Z,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&G(an,{}),n.data?.items.length===0&&G(rn,{title:`No channel yet`,children:[G(`p`,{children:`A webhook needs a channel to post into.`}),G(`a`,{class:`button primary`,href:q.server(e),children:`Make a channel`})]}),n.data&&n.data.items.length>0&&G(di,{serverId:e,channels:n.data.items,channelId:t})]})}function di({serverId:e,channels:t,channelId:n}){let r=X(Xt),[i,a]=R(n??t[0].id),[o,s]=R(``),[c,l]=R(``);async function u(){let e=await r.run({channelId:i,name:o,avatarUrl:c.trim()||null});if(!e)return;let{webhook:t,url:n}=e.createWebhook;ai(t.id,n),Dt(q.webhook(t.id))}return G(`section`,{class:`card`,children:G(bn,{submit:u,action:`Create webhook`,busy:r.busy,failure:r.failure,cancel:()=>Dt(q.server(e,`webhooks`)),children:[G(Tn,{label:`Channel`,value:i,change:a,options:t.map(({id:e,name:t})=>[e,`#${t}`])}),G(Q,{label:`Name`,name:`name`,value:o,change:s,failure:r.failure,required:!0,autofocus:!0,placeholder:`CI Bot`,hint:`Messages are shown under it, unless they bring a name of their own.`}),G(Q,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:c,change:l,failure:r.failure,placeholder:`https://example.com/bot.png`,hint:`The address of a picture. Without one its initials are shown.`})]})})}function fi({serverId:e,close:t}){let n=X(Ft),[r,i]=R(``),[a,o]=R(``);async function s(){let i=await n.run({serverId:e,name:r,topic:a.trim()||null});i&&(t(),Dt(q.channel(i.createChannel.channel.id)))}return G(tn,{title:`New channel`,close:t,children:G(bn,{submit:s,action:`Create channel`,busy:n.busy,failure:n.failure,cancel:t,children:[G(Q,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autofocus:!0,placeholder:`deploys`}),G(Q,{label:`Topic`,name:`topic`,value:a,change:o,failure:n.failure,hint:`What belongs here, in a sentence.`})]})})}function pi({serverId:e,server:t}){let n=Y(Nt,{serverId:e},({server:e})=>e?.channels,!0),[r,i]=R(!1);if(n.data===null)return G(Zr,{what:`server`});let a=n.data?.items,o=$(t?.viewerPermissions,`MANAGE_CHANNELS`)&&G(`button`,{type:`button`,class:`primary`,onClick:()=>i(!0),children:`New channel`});return G(`div`,{class:`page`,children:[G(sn,{title:t?.name??` `,action:a?.length?o:void 0,children:`Channels hold messages, from people and from webhooks.`}),G(Z,{failure:n.failure,again:n.reload}),!a&&!n.failure&&G(an,{}),a?.length===0&&G(rn,{title:`No channel yet`,children:[G(`p`,{children:`A channel is where messages go: one for deploys, one for alerts.`}),o]}),G(`ul`,{class:`list`,children:a?.map(({id:e,name:t,topic:n})=>G(`li`,{children:G(`a`,{class:`row`,href:q.channel(e),children:[G(`span`,{class:`row-icon`,children:G(K,{name:`hash`})}),G(`span`,{class:`row-text`,children:[G(`bdi`,{class:`row-title`,children:t}),n&&G(`bdi`,{class:`row-detail`,children:n})]})]})},e))}),r&&G(fi,{serverId:e,close:()=>i(!1)})]})}function mi({server:e}){return G(`div`,{class:`page`,children:[G(sn,{title:`Settings`}),e?G(x,{children:[G(hi,{server:e},e.id),G(gi,{server:e})]}):G(an,{})]})}function hi({server:e}){let t=X(Kt),[n,r]=R(e.name);return G(`section`,{class:`card`,children:G(bn,{submit:()=>void t.run({serverId:e.id,name:n}),action:`Save`,busy:t.busy,failure:t.failure,children:G(Q,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0})})})}function gi({server:e}){let t=Xr(),n=X(qt),[r,i]=R(!1);return e.owner.id===t.id?G(`section`,{class:`card`,children:[G(`h2`,{children:`Delete this server`}),G(`p`,{children:`Its channels, messages and webhooks go with it.`}),G(`div`,{class:`actions`,children:G(`button`,{type:`button`,class:`danger`,onClick:()=>i(!0),children:`Delete server…`})}),r&&G(nn,{title:`Delete ${e.name}?`,action:`Delete server`,busy:n.busy,failure:n.failure,confirm:async()=>await n.run({serverId:e.id})&&Dt(q.servers),close:()=>i(!1),children:G(`p`,{children:`All its channels and messages are deleted, everybody who watches them is cut off, and the URLs of its webhooks stop working at once. This cannot be undone.`})})]}):null}function _i({close:e}){let t=X(Gt),[n,r]=R(``);async function i(){let r=await t.run({name:n});r&&(e(),Dt(q.server(r.createServer.server.id)))}return G(tn,{title:`New server`,close:e,children:G(bn,{submit:i,action:`Create server`,busy:t.busy,failure:t.failure,cancel:e,children:G(Q,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`Platform team`})})})}function vi(){let e=Xr(),t=Y(Ut,{},({viewer:e})=>e.servers),[n,r]=R(!1),i=t.data?.items,a=G(`button`,{type:`button`,class:`primary`,onClick:()=>r(!0),children:`New server`});return G(`div`,{class:`page`,children:[G(sn,{title:`Servers`,action:i?.length?a:void 0,children:`A server groups channels and the people who see them.`}),G(Z,{failure:t.failure,again:t.reload}),!i&&!t.failure&&G(an,{}),i?.length===0&&G(rn,{title:`No server yet`,children:[G(`p`,{children:`Make one, add a channel, and give a program the URL of a webhook to post there.`}),a]}),G(`ul`,{class:`list`,children:i?.map(({id:t,name:n,owner:r})=>G(`li`,{children:G(`a`,{class:`row`,href:q.server(t),children:[G(gr,{id:t,name:n}),G(`span`,{class:`row-text`,children:[G(`bdi`,{class:`row-title`,children:n}),G(`span`,{class:`row-detail`,children:r.id===e.id?`Yours`:G(x,{children:[`Owned by `,G(`bdi`,{children:r.name})]})})]})]})},t))}),G(on,{list:t}),n&&G(_i,{close:()=>r(!1)})]})}function yi({webhook:e}){let t=X(Zt),n=Y(Nt,{serverId:e.channel.server.id},({server:e})=>e?.channels,!0),[r,i]=R(e.name),[a,o]=R(e.avatarUrl??``),[s,c]=R(e.channel.id),l=(n.data?.items??[e.channel]).map(({id:e,name:t})=>[e,`#${t}`]);return G(`section`,{class:`card`,children:[G(`h2`,{children:`Details`}),G(bn,{submit:()=>void t.run({webhookId:e.id,name:r,avatarUrl:a.trim()||null,channelId:s}),action:`Save`,busy:t.busy,failure:t.failure,children:[G(`div`,{class:`columns`,children:[G(Q,{label:`Name`,name:`name`,value:r,change:i,failure:t.failure,required:!0}),G(Tn,{label:`Channel`,value:s,change:c,options:l})]}),G(Q,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:a,change:o,failure:t.failure,placeholder:`https://example.com/bot.png`,hint:`Messages keep the name and avatar that they were posted with.`})]})]})}var bi=[{name:`cURL`,code:e=>`curl -X POST '${e}' \\
  -H 'Content-Type: application/json' \\
  -d '{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}' --fail-with-body`},{name:`Node.js`,code:e=>`const response = await fetch('${e}', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ content: 'Deploy completed successfully.', name: 'CI Bot', avatarUrl: null }),
});
const { message, detail } = await response.json();
if (!response.ok) throw new Error(detail);
console.log('Message ID:', message.id);`},{name:`Python`,code:e=>`import json, urllib.request

request = urllib.request.Request(
    "${e}",
    data=json.dumps({"content": "Deploy completed successfully.", "name": "CI Bot", "avatarUrl": None}).encode(),
    headers={"Content-Type": "application/json"},
)
with urllib.request.urlopen(request) as response:
    print("Message ID:", json.load(response)["message"]["id"])`},{name:`Go`,code:e=>`package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"strings"
)

func main() {
	response, err := http.Post("${e}", "application/json",
		strings.NewReader(\`{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}\`))
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		log.Fatal(response.Status)
	}
	var answer struct{ Message struct{ ID string } }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		log.Fatal(err)
	}
	fmt.Println("Message ID:", answer.Message.ID)
}`},{name:`PHP`,code:e=>`<?php
$answer = file_get_contents('${e}', false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/json',
    'content' => json_encode(['content' => 'Deploy completed successfully.', 'name' => 'CI Bot', 'avatarUrl' => null]),
]]));
if ($answer === false) exit(1); // PHP has said why
echo 'Message ID: ', json_decode($answer)->message->id, "\\n";`}];function xi({url:e}){let[t,n]=R(0),r=B([]),i=Oe(),a=bi[t].code(e);function o(e){let i={ArrowRight:1,ArrowLeft:-1}[e.key];if(!i)return;let a=(t+i+bi.length)%bi.length;n(a),r.current[a]?.focus()}return G(`div`,{class:`snippets`,children:[G(`div`,{class:`tabs`,children:[G(`div`,{role:`tablist`,"aria-label":`Language`,onKeyDown:o,children:bi.map(({name:e},a)=>G(`button`,{ref:e=>void(r.current[a]=e),type:`button`,role:`tab`,id:`${i}-${a}`,"aria-controls":`${i}-panel`,"aria-selected":a===t,tabIndex:a===t?0:-1,onClick:()=>n(a),children:e},e))}),G(Cn,{text:a})]}),G(`pre`,{role:`tabpanel`,id:`${i}-panel`,"aria-labelledby":`${i}-${t}`,tabIndex:0,children:G(`code`,{children:a})})]})}function Si({webhookId:e,channel:t,url:n}){let{arrived:r,broken:i}=Ci(e,t.id),a=X(en);return G(`section`,{class:`test-message`,children:[G(`div`,{class:`section-head`,children:[G(`div`,{children:[G(`h2`,{children:`Watch it work`}),G(`p`,{children:[`Whatever is posted to the URL appears here and in `,G(`a`,{href:q.channel(t.id),children:[`#`,G(`bdi`,{children:t.name})]}),`, live.`]})]}),G(`button`,{type:`button`,disabled:a.busy,onClick:()=>a.run({appId:e,token:li(n),content:`This is a **test message** from the portal. It works.`}),children:`Send a test message`})]}),G(Z,{failure:a.failure??i}),G(`div`,{class:`arrivals`,role:`log`,"aria-label":`What has arrived`,children:[r.length===0&&G(`p`,{class:`waiting`,children:`Nothing yet. Listening…`}),r.map(e=>G(xr,{message:e},e.id))]})]})}function Ci(e,t){let[n,r]=R([]),[i,a]=R();return z(()=>{let n={channelId:t};return pt(zt,n,({channelEvents:{cursor:t,kind:i,message:a}})=>{n.after=t,i===`MESSAGE_POSTED`&&a.author.id===e&&r(e=>[...e,a].slice(-3))},a)},[e,t]),{arrived:n,broken:i}}function wi({webhook:e}){let t=X(Zt),n=X(Qt),[r,i]=R(!1),a=()=>void t.run({webhookId:e.id,enabled:!e.enabled});async function o(){await n.run({webhookId:e.id})&&(oi(e.id),Dt(q.server(e.channel.server.id,`webhooks`)))}return G(`section`,{class:`card`,children:[G(`h2`,{children:e.enabled?`Disable or delete`:`Enable or delete`}),G(`p`,{children:e.enabled?`Disabled, it refuses posts with 403 until it is enabled again; its URL stays the same.`:`It is disabled: posts are refused with 403 WEBHOOK_DISABLED.`}),G(Z,{failure:t.failure}),G(`div`,{class:`actions`,children:[G(`button`,{type:`button`,disabled:t.busy,onClick:a,children:e.enabled?`Disable`:`Enable`}),G(`button`,{type:`button`,class:`danger`,onClick:()=>i(!0),children:`Delete…`})]}),r&&G(nn,{title:`Delete ${e.name}?`,action:`Delete webhook`,busy:n.busy,failure:n.failure,confirm:o,close:()=>i(!1),children:G(`p`,{children:[`Its URL stops working at once and for good: every program that posts to it gets `,G(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),`. What it posted stays.`]})})]})}function Ti({webhook:e,url:t}){let n=X($t),[r,i]=R(!1);async function a(){let t=await n.run({webhookId:e.id});t&&(ai(e.id,t.regenerateWebhookUrl.url),i(!1))}return G(`section`,{class:t?`card once`:`card`,children:[G(`h2`,{children:t?`Copy the URL now`:`URL`}),G(`p`,{children:t?`It is shown this once. Whoever has it can post: keep it like a password.`:`It was shown when it was made, and cannot be shown again. Lost, or seen by somebody? Make a new one.`}),t&&G(wn,{label:`Webhook URL`,value:t}),G(`div`,{class:`actions`,children:G(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:`Regenerate URL…`})}),r&&G(nn,{title:`Make a new URL?`,action:`Regenerate URL`,busy:n.busy,failure:n.failure,confirm:a,close:()=>i(!1),children:[G(`p`,{children:[`The present URL stops working at once: every program that posts to it gets `,G(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),` until it has the new one.`]}),G(`p`,{children:`Messages, name and channel stay as they are.`})]})]})}function Ei({webhookId:e}){let{data:t,failure:n,reload:r}=xt(Yt,{id:e});return cn(t?.webhook?.name??``),t?.webhook===null?G(Zr,{what:`webhook`}):G(`div`,{class:`page`,children:[G(Z,{failure:n,again:r}),t?G(Di,{webhook:t.webhook}):!n&&G(an,{})]})}function Di({webhook:e}){let t=ci(e.id);return G(x,{children:[G(`header`,{class:`page-head`,children:[G(gr,{id:e.id,name:e.name}),G(`div`,{class:`grow`,children:[G(`h1`,{children:[G(`bdi`,{children:e.name}),G(vr,{}),!e.enabled&&G(`span`,{class:`tag off`,children:`Disabled`})]}),G(`p`,{class:`lead`,children:[`Posts into `,G(`a`,{href:q.channel(e.channel.id),children:[`#`,G(`bdi`,{children:e.channel.name})]}),` · `,G(Oi,{webhook:e})]})]})]}),G(Ti,{webhook:e,url:t}),G(`section`,{children:[G(`h2`,{children:`Post from anywhere`}),G(`p`,{children:t?`The URL is filled in: paste and run.`:`Put the URL in the place of the one below.`}),G(xi,{url:t??`${new URL(`.`,document.baseURI).href}webhooks/${e.id}/TOKEN`})]}),t&&G(Si,{webhookId:e.id,channel:e.channel,url:t},e.channel.id),G(yi,{webhook:e},e.id),G(wi,{webhook:e})]})}function Oi({webhook:{lastUsedAt:e,creator:t,createdAt:n}}){return G(x,{children:[e?G(x,{children:[`last used `,G(yn,{at:e})]}):`never used`,` · `,`made `,t&&G(x,{children:[`by `,G(`bdi`,{children:t.name})]}),` `,G(yn,{at:n})]})}function ki({serverId:e}){let t=Y(Jt,{serverId:e},({server:e})=>e?.webhooks);if(t.data===null)return G(Zr,{what:`server`});let n=t.data?.items,r=G(`a`,{class:`button primary`,href:q.newWebhook(e),children:`New webhook`});return G(`div`,{class:`page`,children:[G(sn,{title:`Webhooks`,action:n?.length?r:void 0,children:`A webhook is a URL. Whatever is posted to it becomes a message.`}),G(Z,{failure:t.failure,again:t.reload}),!n&&!t.failure&&G(an,{}),n?.length===0&&G(rn,{title:`No webhook yet`,children:[G(`p`,{children:`Make one, and paste its URL where your build, deploy or alerting tool asks for a webhook.`}),r]}),G(`ul`,{class:`list`,children:n?.map(({id:e,name:t,channel:n,enabled:r,lastUsedAt:i})=>G(`li`,{children:G(`a`,{class:`row`,href:q.webhook(e),children:[G(gr,{id:e,name:t}),G(`span`,{class:`row-text`,children:[G(`bdi`,{class:`row-title`,children:t}),G(`span`,{class:`row-detail`,children:[`#`,G(`bdi`,{children:n.name})]})]}),G(`span`,{class:`row-aside`,children:r?i?G(x,{children:[`Used `,G(yn,{at:i})]}):`Never used`:G(`span`,{class:`tag off`,children:`Disabled`})})]})},e))}),G(on,{list:t})]})}var Ai={channels:pi,webhooks:ki,settings:mi};function ji({route:e,server:t}){switch(e.page){case`servers`:return G(vi,{});case`server`:{let n=Ai[e.section];return G(n,{serverId:e.serverId,server:t?.id===e.serverId?t:null})}case`newWebhook`:return G(ui,{serverId:e.serverId,channelId:e.channelId});case`webhook`:return G(Ei,{webhookId:e.webhookId});case`channel`:return G(Qr,{channelId:e.channelId});case`tokens`:return G(An,{});default:return G(Zr,{})}}async function Mi(e,t){let n=await fetch(`session`,{method:e,headers:t?{"content-type":`application/json`}:{},body:t&&JSON.stringify(t)}).catch(()=>null);if(!n)throw Le();let r=n.status===204?{}:await n.json().catch(()=>({}));if(!n.ok)throw new V(r.code??`INTERNAL`,r.detail??Le().message);return r}var Ni=async()=>(await Mi(`GET`)).user,Pi=async e=>(await Mi(`POST`,{secret:e})).user,Fi=()=>Mi(`DELETE`);function Ii(){let e=new URLSearchParams(location.hash.slice(1)).get(`sign-in`);return e&&history.replaceState(null,``,location.pathname+location.search),e}function Li({route:e,signedOut:t}){let n=Xr(),[r,i]=R(!1);return G(`div`,{class:`account`,children:[G(`a`,{class:`link`,href:q.tokens,"aria-current":e.page===`tokens`?`page`:void 0,children:[G(K,{name:`key`}),`Access tokens`]}),G(`a`,{class:`link`,href:`playground`,children:[G(K,{name:`play`}),`Playground`]}),G(`div`,{class:`me`,children:[G(gr,{id:n.id,name:n.name}),G(`bdi`,{children:n.name}),G(`button`,{type:`button`,class:`plain`,onClick:()=>Fi().then(t,()=>i(!0)),title:`Sign out`,children:[G(K,{name:`leave`}),G(`span`,{class:`out-of-sight`,children:`Sign out`})]})]}),r&&G(`p`,{class:`hint`,role:`alert`,children:`Signing out did not work: the server does not answer. You are still signed in.`})]})}function Ri({serverId:e,currentId:t,create:n}){let{data:r}=Y(Nt,{serverId:e},({server:e})=>e?.channels,!0),[i,a]=R(!1);return G(x,{children:[G(`div`,{class:`group`,children:[G(`h2`,{children:`Channels`}),n&&G(`button`,{type:`button`,class:`plain`,onClick:()=>a(!0),title:`New channel`,children:[G(K,{name:`plus`}),G(`span`,{class:`out-of-sight`,children:`New channel`})]})]}),r?.items.map(({id:e,name:n})=>G(`a`,{class:`link`,href:q.channel(e),"aria-current":e===t?`page`:void 0,children:[G(K,{name:`hash`}),G(`bdi`,{children:n})]},e)),i&&G(fi,{serverId:e,close:()=>a(!1)})]})}function zi(){let{data:e}=Y(Ut,{},({viewer:e})=>e.servers);return G(x,{children:[G(`div`,{class:`group`,children:G(`h2`,{children:`Servers`})}),e?.items.map(({id:e,name:t})=>G(`a`,{class:`link`,href:q.server(e),children:[G(gr,{id:e,name:t}),G(`bdi`,{children:t})]},e))]})}function Bi({server:e,route:t,signedOut:n}){return G(`nav`,{id:`sidebar`,class:`sidebar`,"aria-label":`Pages`,children:[G(`a`,{class:`brand`,href:q.servers,children:[G(`img`,{src:`assets/icon.svg`,alt:``,width:`24`,height:`24`}),`Chattr`]}),G(`div`,{class:`links`,children:e?G(Vi,{server:e,route:t}):G(zi,{})}),G(Li,{route:t,signedOut:n})]})}function Vi({server:e,route:t}){let n=t.page===`server`?t.section:t.page===`webhook`||t.page===`newWebhook`?`webhooks`:``,r=$(e.viewerPermissions,`MANAGE_SERVER`);return G(x,{children:[G(`a`,{class:`link up`,href:q.servers,children:[G(K,{name:`back`}),`All servers`]}),G(`a`,{class:`server-name`,href:q.server(e.id),"aria-current":n===`channels`?`page`:void 0,children:G(`bdi`,{children:e.name})}),r&&G(Hi,{server:e.id,section:`webhooks`,current:n,icon:`webhook`,label:`Webhooks`}),r&&G(Hi,{server:e.id,section:`settings`,current:n,icon:`settings`,label:`Settings`}),G(Ri,{serverId:e.id,currentId:t.page===`channel`?t.channelId:``,create:$(e.viewerPermissions,`MANAGE_CHANNELS`)})]})}function Hi({server:e,section:t,current:n,icon:r,label:i}){return G(`a`,{class:`link`,href:q.server(e,t),"aria-current":t===n?`page`:void 0,children:[G(K,{name:r}),i]})}function Ui(e){let t=xt(Pt,e.page===`channel`?{id:e.channelId}:null),n=xt(Yt,e.page===`webhook`?{id:e.webhookId}:null),r=`serverId`in e?e.serverId:t.data?.channel?.server.id??n.data?.webhook?.channel.server.id,{data:i}=xt(Wt,r?{id:r}:null),a=B(null),o=`serverId`in e||e.page===`channel`||e.page===`webhook`;return i&&(a.current=i.server),o?a.current:null}function Wi({signedOut:e}){let t=Ot(),n=Ui(t),[r,i]=R(!1),a=B(null),o=JSON.stringify(t);return z(()=>{i(!1),a.current?.scrollTo(0,0)},[o]),G(`div`,{class:`layout ${r?`menu-open`:``}`,onKeyDown:e=>e.key===`Escape`&&i(!1),children:[G(`a`,{class:`skip`,href:`#main`,onClick:e=>(e.preventDefault(),a.current?.focus()),children:`Skip to the content`}),G(`header`,{class:`bar`,children:[G(`button`,{type:`button`,class:`plain`,"aria-expanded":r,"aria-controls":`sidebar`,onClick:()=>i(!r),children:[G(K,{name:`menu`}),G(`span`,{class:`out-of-sight`,children:`Menu`})]}),G(`bdi`,{class:`bar-title`,children:n?.name??`Chattr`})]}),G(Bi,{server:n,route:t,signedOut:e}),G(`div`,{class:`shade`,onClick:()=>i(!1)}),G(`main`,{id:`main`,ref:a,tabIndex:-1,children:G(ji,{route:t,server:n},o)})]})}function Gi({failure:e,stillIn:t,start:n,goOn:r}){return G(`main`,{class:`sign-in`,children:[G(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),G(`h1`,{children:`Chattr`}),G(`p`,{class:`lead`,children:`A home for webhooks that post into text channels, seen live.`}),G(`section`,{class:`card`,children:[G(Ki,{failure:e,stillIn:t}),e?.code===`UNREACHABLE`&&G(`button`,{type:`button`,class:`primary`,onClick:n,children:`Try again`}),t&&G(`button`,{type:`button`,class:`primary`,onClick:r,children:`Go on`}),G(`h2`,{children:`Sign in with a link`}),G(`p`,{children:`On the machine that runs Chattr, print a sign-in link and open it here. It works once, within 24 hours.`}),G(`div`,{class:`command`,children:[G(`code`,{children:`chattr sign-in-link`}),G(Cn,{text:`chattr sign-in-link`})]})]}),G(`p`,{class:`aside`,children:[`Programs use an access token: `,G(`a`,{href:`playground`,children:`the playground`}),` takes one, too.`]})]})}function Ki({failure:e,stillIn:t}){return e?.code===`UNAUTHENTICATED`?G(`div`,{class:`problem`,role:`alert`,children:[G(`p`,{children:`This sign-in link does not work any more: it was used already or has expired.`}),t?G(`p`,{children:[`You are still signed in as `,G(`bdi`,{children:t.name}),`.`]}):G(`p`,{children:`The command below prints a new one.`})]}):e?G(`div`,{class:`problem`,role:`alert`,children:G(`p`,{children:e.message})}):G(`p`,{role:`status`,children:`You are not signed in.`})}function qi(){let[{user:e,failure:t},n]=R({});async function r(){let e=Ii();try{let t=e?await Pi(e):await Ni();gt(),n({user:t})}catch(t){let r=t instanceof V?t:Le(),i=await Ni().catch(()=>void 0);n({user:e?i:void 0,failure:r})}}function i(){ft(),gt(),si(),n({user:null})}return z(()=>{r();let e=()=>location.hash.includes(`sign-in=`)&&void r();window.addEventListener(`hashchange`,e);let t=Ue.listen(i);return()=>(window.removeEventListener(`hashchange`,e),t())},[]),e&&!t?G(Yr.Provider,{value:e,children:G(Wi,{signedOut:i})}):e===void 0&&!t?null:G(Gi,{failure:t,stillIn:e??null,start:r,goOn:()=>n({user:e})})}P(G(qi,{}),document.getElementById(`portal`));