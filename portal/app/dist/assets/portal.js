var e,t,n,r,i,a,o,s,c,l,u,d=Symbol.for(`pv`),f={},p=[],m=/^m(i|n|o|s|text|space)$/,h=Array.isArray,g=p.slice,_=Object.assign;function v(e){e&&e.parentNode&&e.remove()}function y(e,t,n){var r,i,a,o={},s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?g.call(arguments,2):n),b(e,o,r,i,null)}function b(n,r,i,a,o){var s={type:n,props:r,key:i,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:d,__v:o||++t,__i:-1,__u:0};return!o&&e.vnode&&e.vnode(s),s}function x(e){return e.children}function S(e,t){this.props=e,this.context=t,this.__g=0}function C(e,t){if(t==null)return e.__&&C(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!=`function`||e.props.__P?null:C(e)}function w(t){var n,r=t.__v,i=r.__e,a=[],o=[],s=t.__P;s&&((n=_({constructor:d},r)).__v=r.__v+1,e.vnode&&e.vnode(n),se(s,n,r,t.__n,s.namespaceURI,32&r.__u?[i]:null,a,i||C(r),32&r.__u,o),n.__v=r.__v,n.__.__k[n.__i]=n,O(a,n,o),r.__=r.__e=null,n.__e!=i&&T(n))}function T(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),T(e)}function E(t){(8&t.__g||(t.__g|=8,n.push(t),i++))&&r==e.debounceRendering||((r=e.debounceRendering)||queueMicrotask)(D)}function D(){try{for(var e,t=1;n.length;)n.length>t&&n.sort(a),e=n.shift(),t=n.length,8&e.__g&&w(e)}finally{(i=n.length)&&(r||queueMicrotask)(D)}}function ee(e,t,n,r,i,a,o,s,c,l,u){var d,m,h,g,_,v,y=r.__k||p,b=t.length;for(c=te(n,t,y,c,b),d=0;d<b;d++)(h=n.__k[d])!=null&&(m=~h.__i&&y[h.__i]||f,h.__i=d,v=se(e,h,m,i,a,o,s,c,l,u),g=h.__e,(m.ref!=h.ref||8&m.__u)&&(m.ref&&k(m.ref,null,h,m),h.ref&&u.push(h.ref,h.__c||g,h)),_||=g,4&h.__u?(c=ne(h,c,e,!m.__v),m.__e&&(m.__e=null)):typeof h.type==`function`&&v!==void 0?c=v:g&&(c=g.nextSibling),h.__u&=-21);return n.__e=_,c}function te(e,t,n,r,i){var a,o,s,c,l,u,f,p,m,g=n.length,_=g,v=0,y=0,S=e.__k=Array(i);for(a=0;a<i;a++)(o=t[a])!=null&&typeof o!=`boolean`&&typeof o!=`function`?(typeof o!=`object`||o.constructor===String?o=S[a]=b(null,o):h(o)?o=S[a]=b(x,{children:o}):o.constructor===d&&o.__b?o=S[a]=b(o.type,o.props,o.key,o.ref,o.__v):S[a]=o,c=a+v,o.__=e,o.__b=e.__b+1,s=null,~(l=o.__i=re(o,n,c,_))&&(_--,(s=n[l])&&(s.__u|=2)),s&&s.__v?(o.__u|=16,l==c-1?v--:l==c+1?v++:l!=c&&(l>c?v--:v++,y=1)):(~l||(i>g?v--:i<g&&v++),typeof o.type!=`function`&&(o.__u|=4))):S[a]=null;if(y){for(u=[],f=[],a=0;a<i;a++)if((o=S[a])&&16&o.__u){for(v=0,p=u.length;v<p;)u[m=v+p>>1]<o.__i?v=m+1:p=m;u[v]=o.__i,f[a]=v+1}for(v=u.length;a--;)f[a]&&(f[a]==v?v--:S[a].__u|=4)}if(_)for(a=0;a<g;a++)!(s=n[a])||2&s.__u||(s.__e==r&&(r=C(s)),de(s,s));return r}function ne(e,t,n,r){var i,a,o,s;if(typeof e.type==`function`){if(e.props.__P)return t;if(i=e.__k)for(a=0;a<i.length;a++)i[a]&&(i[a].__=e,t=ne(i[a],t,n,!1));return t}for(t&&!t.parentNode&&(t=C(e))&&!t.parentNode&&(t=null),o=e.__e,s=t;s&&s.nodeType==8;)s=s.nextSibling;for(o!=s&&(!r&&n.moveBefore&&o.parentNode?n.moveBefore(o,t):n.insertBefore(o,t||null)),t=o;(t&&=t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(`$s`););return t}function re(e,t,n,r){var i,a=e.key,o=e.type,s=t[n],c=s&&!(2&s.__u);if(s===null&&a==null||c&&a==s.key&&o==s.type)return n;if(r>+!!c){for(i=n-1;i>=0;i--)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i;for(i=n+1;i<t.length;i++)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i}return-1}function ie(e,t,n){n??=``,t[0]==`-`?e.setProperty(t,n):e[t]=n}function ae(e,t,n,r,i){var a,o;if(t==`style`){if(typeof n==`string`)e.style.cssText=n;else{if(typeof r==`string`&&(e.style.cssText=r=``),r)for(t in r)n&&t in n||ie(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||ie(e.style,t,n[t])}}else if(t[0]==`o`&&t[1]==`n`)typeof n!=`function`&&(n=null),typeof r!=`function`&&(r=null),(e.__e||={})[t]=n,n&&r||(o=l[t]||(l[t]=oe(t)),(e.__a||={})[t]=c,a=t!=(t=t.replace(s,`$1`)),(t=t.slice(2))[0]<`a`&&(t=t.toLowerCase()),n?e.addEventListener(t,o,a):e.removeEventListener(t,o,a));else{if(i==`http://www.w3.org/2000/svg`)t=t.replace(/xlink(H|:h)/,`h`).replace(/sName$/,`s`);else if(t!=`width`&&t!=`height`&&t!=`href`&&t!=`list`&&t!=`form`&&t!=`tabIndex`&&t!=`download`&&t!=`rowSpan`&&t!=`colSpan`&&t!=`role`&&t!=`popover`&&t in e)try{e[t]=n??``;return}catch{}if(typeof n==`function`)return;n==null||!1===n&&t[4]!=`-`?e.removeAttribute(t):e.setAttribute(t,t==`popover`&&n==1?``:n)}}function oe(t){return function(n){var r=this.__e;if(r){if(r=r[t],n[o]==null)n[o]=c++;else if(n[o]<this.__a[t])return;return r(e.event?e.event(n):n)}}}function se(t,n,r,i,a,o,s,c,l,u){var f,m,g,y,b,w,T,E,D,te,ne,re,ie,ae,oe,se,O,k,A=n.type;if(n.constructor!==d)return null;128&r.__u&&(l=32&r.__u,f=r.__c.__z)&&(n.__u|=l,m=o=[],f.nodeType==8?c=ce(f,o):o.push(f),c=o[0]||c),(f=e.__b)&&f(n);n:if(typeof A==`function`){g=s.length;try{if(E=n.props,D=(f=A.prototype)&&f.render,te=(f=A.contextType)&&i[f.__c],ne=f?te?te.props.value:f.__:i,(y=r.__c)?(n.__c=y,2&y.__g&&(y.__g|=1)):(D?n.__c=y=new A(E,ne):(n.__c=y=new S(E,ne),y.constructor=A,y.render=fe),te&&te.sub(y),y.state||(y.state={}),y.__n=i,y.__g|=8,y.__h=[],y.__k=[]),D&&(y.__s||(y.__s=y.state),A.getDerivedStateFromProps&&(y.__s==y.state&&(y.__s=_({},y.__s)),_(y.__s,A.getDerivedStateFromProps(E,y.__s)))),b=y.props,w=y.state,y.__v=n,r.__c){if(E!==b&&D&&!A.getDerivedStateFromProps&&y.componentWillReceiveProps&&y.componentWillReceiveProps(E,ne),n.__v==r.__v&&!(8&y.__g)||!(4&y.__g)&&y.shouldComponentUpdate&&!1===y.shouldComponentUpdate(E,y.__s,ne)){n.__v!=r.__v&&(y.props=E,y.state=y.__s,y.__g&=-9),n.__e=r.__e,n.__k=r.__k,n.__k.some(function(e){e&&(e.__=n)}),p.push.apply(y.__h,y.__k),y.__k=[],y.__h.length&&s.push(y),c=C(r);break n}y.componentWillUpdate&&y.componentWillUpdate(E,y.__s,ne),D&&y.componentDidUpdate&&y.__h.push(function(){y.componentDidUpdate(b,w,T)})}else D&&!A.getDerivedStateFromProps&&y.componentWillMount&&y.componentWillMount(),D&&y.componentDidMount&&y.__h.push(y.componentDidMount);y.context=ne,y.props=E,y.__P=t,y.__g&=-5,re=e.__r,ie=D?25:0;do y.__g&=-9,re&&re(n),f=y.render(y.props,y.state=y.__s,y.context);while(8&y.__g&&++ie<25);D&&(p.push.apply(y.__h,y.__k),y.__k=[]),y.state=y.__s,y.getChildContext&&(i=_({},i,y.getChildContext())),D&&r.__c&&y.getSnapshotBeforeUpdate&&(T=y.getSnapshotBeforeUpdate(b,w)),ae=f&&f.type===x&&f.key==null?f.props.children:f,E.__P&&(f=c,a=(t=E.__P).namespaceURI,l=o=null,r.props&&r.props.__P!=t&&(r.__k.some(function(e){e&&de(e,e)}),r.__k=null),c=r.__k?C(r,0):null),c=ee(t,h(ae)?ae:[ae],n,r,i,a,o,s,c,l,u),E.__P&&(n.__e=null,c=f),n.__u&=-161,m&&m.some(v),y.__h.length&&s.push(y),1&y.__g&&(y.__g&=-4)}catch(t){if(s.length=g,n.__v=null,l||o){if(t&&t.then){if(n.__u|=128|l,o){for(~(O=o.indexOf(c||void 0))||(O=o.length);(k=o[O-1])&&k.nodeType==8;)O--;for(;O<o.length;O++)if(k=o[O]){if(o[O]=null,oe){if(k==se)break}else{if(k.nodeType!=8)break;k.data.startsWith(`$s`)&&(se=ce(oe=k))}}}if(!oe){for(;c&&c.nodeType==8&&c.nextSibling;)c=c.nextSibling;oe=c}(f=ce(oe=n.__c.__z||(n.__c.__z=oe)))?(n.__e=oe,c=f):n.__e=c,c&&=c.nextSibling}else o&&o.some(v)}else n.__e=r.__e;n.__k||=r.__k||[],t&&t.then||le(n),e.__e(t,n,r)}}else c=n.__e=ue(r.__e,n,r,i,a,o,s,l,u,t);return(f=e.diffed)&&f(n),c}function ce(e,t){if(e&&e.nodeType==8&&e.data.startsWith(`$s`))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith(`$s`))n++;else if(e.data.startsWith(`/$s`)&&!--n)return e}t&&t.push(e)}}function le(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(le))}function O(t,n,r){for(var i=0;i<r.length;)k(r[i++],r[i++],r[i++]);e.__c&&e.__c(n,t),t.some(function(n){try{t=n.__h,n.__h=[],t.some(function(e){e.call(n)})}catch(t){e.__e(t,n.__v)}})}function ue(t,n,r,i,a,o,s,c,l,u){var d,p,_,y,b,x,S,w,T=r.props||f,E=n.props,D=n.type;if(D==`svg`?a=`http://www.w3.org/2000/svg`:D==`math`?a=`http://www.w3.org/1998/Math/MathML`:a||=`http://www.w3.org/1999/xhtml`,o){for(d=0;d<o.length;d++)if((b=o[d])&&(D?b.localName==D:b.nodeType==3)){t=b,o[d]=null;break}}if(!t){if(w=u.ownerDocument||document,!D)return w.createTextNode(E);t=w.createElementNS(a,D,E.is?E:u),c&&=(e.__m&&e.__m(n,o),!1),o=null}if(D){if(u=D==`template`&&t.content||t,o=D==`textarea`&&E.defaultValue!=null?null:o&&g.call(u.childNodes),!c&&o)for(T={},d=0;d<t.attributes.length;d++)T[(b=t.attributes[d]).name]=b.value;for(d in T)b=T[d],d==`dangerouslySetInnerHTML`?_=b:d==`children`||d in E||d==`value`&&`defaultValue`in E||d==`checked`&&`defaultChecked`in E||ae(t,d,null,b,a);for(d in E)b=E[d],d==`children`?y=b:d==`dangerouslySetInnerHTML`?p=b:d==`value`?x=b:d==`checked`?S=b:c&&typeof b!=`function`||T[d]===b||ae(t,d,b,T[d],a);p?(c||_&&(p.__html==_.__html||p.__html==t.innerHTML)||(t.innerHTML=p.__html),n.__k=[]):(_&&(t.textContent=``),(D==`foreignObject`||a==`http://www.w3.org/1998/Math/MathML`&&m.test(D))&&(a=`http://www.w3.org/1999/xhtml`),ee(u,h(y)?y:[y],n,r,i,a,o,s,o?o[0]:r.__k&&C(r,0),c,l),o&&o.some(v)),c&&D!=`textarea`||(d=`value`,D==`progress`&&x==null?t.removeAttribute(d):x==null||x===t[d]&&(D!=`progress`||x)||ae(t,d,x,T[d],a),d=`checked`,S!=null&&S!=t[d]&&ae(t,d,S,T[d],a))}else T===E||c&&t.data==E||(t.data=E);return t}function k(t,n,r,i){try{typeof t==`function`?n?n.__x=t(n)||1:(i&&=i.__c||i.__e)&&(n=i.__x)&&(i.__x=null,typeof n==`function`?n():t(null)):t.current=n}catch(t){e.__e(t,r)}}function de(t,n,r){var i,a,o,s;if(e.unmount&&e.unmount(t),!(i=t.ref)||i.current&&i.current!=t.__e||k(i,null,n,t),i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){e.__e(t,n)}i.__P=i.__n=null}if(i=t.__k)for(s=0;s<i.length;s++)i[s]&&de(i[s],n,typeof t.type!=`function`||r&&!t.props.__P);!r&&(i=t.__c)&&(i=i.__z)&&(a=ce(i,o=[]))&&(i==t.__e&&o.some(v),v(a),v(i)),r||v(t.__e),t.__e=t.__c=t.__=null}function fe(e,t,n){return this.constructor(e,n)}function A(t,n){var r,i,a,o;e.__&&e.__(t,n),n.nodeType==9&&(n=n.documentElement),i=(r=t&&32&t.__u)?null:n.__k,n.__k=b(x,{children:[t]}),a=[],o=[],se(n,n.__k,i||f,f,n.namespaceURI,i?null:n.firstChild?g.call(n.childNodes):null,a,i?i.__e:n.firstChild,r,o),O(a,n.__k,o),n.__k.props.children=null}function pe(e){function t(e){var n,r;return this.getChildContext||(n=new Set,(r={})[t.__c]=this,this.getChildContext=function(){return r},this.shouldComponentUpdate=function(e){this.props.value!=e.value&&n.forEach(function(e){e.__g|=4,E(e)})},this.sub=function(e){n.add(e);var t=e.componentWillUnmount;e.componentWillUnmount=function(){n.delete(e),t&&t.call(e)}}),e.children}return t.__c=`__cC`+u++,t.__=e,t.Provider=(t.Consumer=function(e,t){return e.children(t)}).contextType=t,t}e={__e:function(e,t,n,r){for(var a,o,s;t=t.__;)if((a=t.__c)&&!(1&a.__g)){a.__g|=4;try{if((s=(o=a.constructor)&&o.getDerivedStateFromError)&&a.setState(o.getDerivedStateFromError(e)),a.componentDidCatch&&(a.componentDidCatch(e,r||{}),s=1),s&&8&a.__g)return void(a.__g|=2)}catch(t){e=t}}throw i=0,e}},t=0,S.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=_({},this.state)),typeof e==`function`&&(e=e(_({},n),this.props)),e&&(_(n,e),this.__v&&(t&&this.__k.push(t),E(this)))},S.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),E(this))},S.prototype.render=x,n=[],i=0,a=function(e,t){return e.__v.__b-t.__v.__b},o=Symbol(),s=/(PointerCapture)$|Capture$/i,c=0,l={},u=0;var me,j,he,ge,_e=Object.is,ve=0,ye=[],be=[],M=e,xe=M.__b,Se=M.__r,Ce=M.diffed,we=M.__c,Te=M.unmount,Ee=M.__;function De(e,t){M.__h&&M.__h(j,e,ve||t),ve=0;var n=j.__H||(j.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function N(e){return ve=1,Oe(Ve,e)}function Oe(e,t,n){var r=De(me++,2);if(r.t=e,!r.__c&&(r.__=[n?n(t):Ve(void 0,t),function(e){var t=(r.__N||r.__)[0],n=r.t(t,e);_e(t,n)||(r.__N=[n,r.__[1]],r.__c.setState({}))}],r.__c=j,!j.__f)){j.__f=!0;var i=j.shouldComponentUpdate;j.shouldComponentUpdate=function(e,t,n){var r=this.__H;if(!r)return!0;var a=!1,o=this.props!=e;if(r.__.some(function(e){e.__N&&(a=!0,_e(e.__[0],e.__N[0])||(o=!0))}),i){var s=i.call(this,e,t,n);return a?s||o:s}return!a||o}}return r.__}function P(e,t){var n=De(me++,3);!M.__s&&Be(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,j.__H.__h.push(n))}function ke(e,t){var n=De(me++,4);!M.__s&&Be(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,j.__h.push(n))}function F(e){return ve=5,Ae(function(){return{current:e}},[])}function Ae(e,t){var n=De(me++,7);return Be(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function je(e,t){return ve=8,Ae(function(){return e},t)}function Me(e){var t=j.context[e.__c],n=De(me++,9);return n.c=e,t?(n.__??(n.__=!0,t.sub(j)),t.props.value):e.__}function Ne(){var e=De(me++,11);if(!e.__){for(var t=j.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__=`P`+n[0]+`-`+n[1]++}return e.__}function Pe(){var e;do{for(;e=be.shift();)try{Re(e)}catch(t){M.__e(t,{__:(e=e.__P)&&e.__v})}for(;e=ye.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Re),t.__h.some(ze),t.__h=[]}catch(n){t.__h=[],M.__e(n,e.__v)}}}while(be.length)}M.__b=function(e){j=null,xe&&xe(e)},M.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Ee&&Ee(e,t)},M.__r=function(e){Se&&Se(e),me=0;var t=(j=e.__c).__H;t&&(he==j?j.__h=[]:(t.__h.some(Re),t.__h.some(ze),me=0),t.__h=[],t.__.some(function(e){e.__N&&(e.__=e.__N),e.u=e.__N=void 0})),he=j},M.diffed=function(e){Ce&&Ce(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Le(ye.push(t)),t.__H.__.some(function(e){e.u&&(e.__H=e.u)})),he=j=null},M.__c=function(e,t){t.some(function(e){try{e.__h.some(Re),e.__h=e.__h.filter(function(e){return!e.__||ze(e)})}catch(t){e.__h=[function(){throw t}]}}),we&&we(e,t)},M.unmount=function(e){Te&&Te(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n&&=n.__c}r.__P=n,Le(be.push(r))}else Re(r)}catch(e){t=e}}),r.__H=void 0,t&&M.__e(t,r.__v))};var Fe=typeof requestAnimationFrame==`function`;function Ie(e){var t,n=function(){clearTimeout(r),Fe&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Fe&&(t=requestAnimationFrame(n))}function Le(e){e!=1&&ge==M.requestAnimationFrame||((ge=M.requestAnimationFrame)||Ie)(Pe)}function Re(e){var t=j,n=e.__c;typeof n==`function`&&(e.__c=void 0,n()),j=t}function ze(e){var t=j;e.__c=e.__(),j=t}function Be(e,t){return!e||e.length!=t.length||t.some(function(t,n){return!_e(t,e[n])})}function Ve(e,t){return typeof t==`function`?t(e):t}var I=class extends Error{code;fields;constructor(e,t,n=[]){super(t),this.code=e,this.fields=n}},He=()=>new I(`UNREACHABLE`,`The server does not answer. Nothing is lost: try again in a moment.`),Ue=`The answer cannot be read.`;function We(e){let{message:t,extensions:n={}}=e[0]??{message:Ue};return Ke(t,n,n.requestId)}function Ge(e){return Ke(e.detail??Ue,e,e.code===`INTERNAL`?e.requestId:void 0)}function Ke(e,{code:t=`INTERNAL`,errors:n=[]},r){let i=r?` Tell who runs this Chattr the number ${r}.`:``;return new I(t,(n.length>0?n.map(({field:e,message:t})=>`${Je(e)} ${t??`is not valid`}.`).join(` `):e)+i,n.map(({field:e})=>qe(e)))}var qe=e=>e.split(`.`).at(-1)??e;function Je(e){let t=qe(e).replace(/([a-z])([A-Z])/g,(e,t,n)=>`${t} ${n.toLowerCase()}`).replace(/\burl\b/,`URL`);return t.charAt(0).toUpperCase()+t.slice(1)}var Ye={CANCELLED:`The sign-in was cancelled.`,UNAUTHENTICATED:`The sign-in took too long, or began in another browser. Try again.`,FORBIDDEN:`You have no account here yet, and need an invitation to make one.`,NOT_FOUND:`The invitation does not work any more. Ask for another.`,CONFLICT:`Somebody else has the name or the address already.`,PROVIDER_UNAVAILABLE:`Your organisation’s sign-in does not answer. Try again in a moment.`},Xe=e=>new I(`PROVIDER_${e}`,Ye[e]??`Signing in did not work.`),Ze=Symbol.for(`pv`),Qe=0;Array.isArray;function L(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Ze,__v:--Qe,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}function $e({failure:e,user:t,start:n,goOn:r}){return e?L(x,{children:[L(`div`,{class:`problem`,role:`alert`,children:[L(`p`,{children:et(e)}),t&&L(`p`,{children:[`You are still signed in as `,L(`bdi`,{children:t.name}),`.`]})]}),t&&L(`button`,{type:`button`,class:`primary wide`,onClick:r,children:`Go on`}),e.code===`UNREACHABLE`&&L(`button`,{type:`button`,class:`primary wide`,onClick:n,children:`Try again`})]}):null}function et({code:e,message:t}){switch(e){case`UNAUTHENTICATED`:return`This sign-in link does not work any more: it was used already or has expired.`;case`NOT_FOUND`:return`This invitation does not work any more: it was used up or revoked, or has expired. Ask for another.`;default:return t}}function R({failure:e,again:t}){return e?L(`div`,{class:`problem`,role:`alert`,children:[L(`p`,{children:e.message}),t&&L(`button`,{type:`button`,onClick:t,children:`Try again`})]}):null}async function tt(e,t,n){let r=await fetch(t,{method:e,headers:n?{"content-type":`application/json`}:{},body:n&&JSON.stringify(n)}).catch(()=>null);if(!r)throw He();let i=r.status===204?{}:await r.json().catch(()=>null);if(!i)throw He();if(!r.ok)throw Ge(i);return i}var nt=()=>tt(`GET`,`session`),rt=e=>tt(`POST`,`session`,{secret:e}),it=(e,t)=>tt(`POST`,`session`,{login:e,password:t}),at=e=>tt(`POST`,`sign-up`,e),ot=(e=!1)=>tt(`DELETE`,e?`session?everywhere=true`:`session`),st=e=>tt(`POST`,`invitation`,{secret:e}),ct=e=>tt(`POST`,`oidc/start`,{invitation:e??``,link:!1}),lt=(e,t)=>tt(`PUT`,`password`,{current:e,new:t});function ut(){let e=new URLSearchParams(location.hash.slice(1)),t={signIn:e.get(`sign-in`)??void 0,invite:e.get(`invite`)??void 0,error:e.get(`sign-in-error`)??void 0};return(t.signIn||t.invite||t.error)&&history.replaceState(null,``,location.pathname+location.search),t}function dt(){let[e,t]=N({busy:!1});async function n(n){if(!e.busy){t({busy:!0});try{let e=await n();return t({busy:!1}),e}catch(e){t({busy:!1,failure:e instanceof I?e:He()});return}}}return{...e,run:n,clear:()=>t({busy:!1})}}function ft({invitation:e}){let t=dt();async function n(){let n=await t.run(()=>ct(e));n&&location.assign(n.url)}return L(`div`,{class:`openid`,children:[L(R,{failure:t.failure}),L(`button`,{type:`button`,class:`wide`,disabled:t.busy,onClick:n,children:`Continue with your organisation’s sign-in`})]})}function z({label:e,name:t,value:n,change:r,hint:i,failure:a,required:o,autofocus:s,placeholder:c,type:l=`text`,autocomplete:u=`off`}){let d=Ne(),f=a?.fields.includes(t);return L(`div`,{class:`field`,children:[L(`label`,{for:d,children:[e,!o&&L(`span`,{class:`optional`,children:` (optional)`})]}),L(`input`,{id:d,name:t,type:l,value:n,required:o,placeholder:c,autocomplete:u,autofocus:s,spellcheck:!1,"aria-invalid":f,"aria-describedby":i&&`${d}-hint`,onInput:e=>r(e.currentTarget.value)}),i&&L(`p`,{class:`hint`,id:`${d}-hint`,children:i})]})}function B({submit:e,action:t,busy:n,failure:r,cancel:i,done:a,children:o}){return L(`form`,{onSubmit:t=>(t.preventDefault(),e()),children:[o,L(R,{failure:r}),L(`div`,{class:`actions end`,children:[a!==void 0&&L(`span`,{class:`done`,role:`status`,children:a}),i&&L(`button`,{type:`button`,onClick:i,children:`Cancel`}),L(`button`,{type:`submit`,class:`primary`,disabled:n,children:t})]})]})}function pt({enter:e}){let t=dt(),[n,r]=N(``),[i,a]=N(``);async function o(){let r=await t.run(()=>it(n,i));r?.user&&e(r.user)}return L(B,{submit:o,action:`Sign in`,busy:t.busy,failure:t.failure,children:[L(z,{label:`Name or e-mail`,name:`login`,value:n,change:r,failure:t.failure,required:!0,autocomplete:`username`}),L(z,{label:`Password`,name:`password`,type:`password`,value:i,change:a,failure:t.failure,required:!0,autocomplete:`current-password`})]})}async function mt(e){try{return await navigator.clipboard.writeText(e),!0}catch{return ht(e)}}function ht(e){let t=document.createElement(`textarea`),n=document.activeElement;t.value=e,t.className=`out-of-sight`,(document.querySelector(`dialog[open]`)??document.body).append(t),t.select();let r=document.execCommand(`copy`);return t.remove(),n?.focus(),r}function gt({text:e,label:t=`Copy`,primary:n=!1}){let[r,i]=N(``);return P(()=>{let e=r?setTimeout(()=>i(``),2e3):void 0;return()=>clearTimeout(e)},[r]),L(`button`,{type:`button`,class:n?`primary copy`:`copy`,onClick:async()=>i(await mt(e)?`Copied`:`Select it and copy`),children:L(`span`,{"aria-live":`polite`,children:r||t})})}function _t(){return L(`section`,{class:`with-link`,children:[L(`h2`,{children:`Or with a link`}),L(`p`,{children:`For the first sign-in, and for a forgotten password: on the machine that runs Chattr, print a link and open it here. It works once, within 24 hours.`}),L(`div`,{class:`command`,children:[L(`code`,{children:`chattr sign-in-link`}),L(gt,{text:`chattr sign-in-link`})]})]})}function vt({invited:e,enter:t}){let n=dt(),[r,i]=N(``),[a,o]=N(``),[s,c]=N(``);async function l(){let i=await n.run(()=>at({name:r,password:s,email:a.trim()||null,invitation:e?.secret}));i&&t(i.user,i.serverId)}return L(B,{submit:l,action:e?`Make an account and join`:`Make an account`,busy:n.busy,failure:n.failure,children:[L(z,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autocomplete:`username`,hint:`What others see.`}),L(z,{label:`Password`,name:`password`,type:`password`,value:s,change:c,failure:n.failure,required:!0,autocomplete:`new-password`,hint:`10 characters or more.`}),L(z,{label:`E-mail`,name:`email`,type:`email`,value:a,change:o,failure:n.failure,autocomplete:`email`,hint:`For signing in only: nobody sees it, and nothing is sent to it.`})]})}function yt({way:e,failure:t,invited:n,enter:r,start:i,goOn:a}){let[o,s]=N(!n),c=!!n||e?.signUp===`open`,l=n?L(x,{children:[`Join `,L(`bdi`,{children:n.server})]}):`Chattr`;return L(`main`,{class:`entrance`,children:[L(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),L(`h1`,{children:l}),L(`p`,{class:`lead`,children:n?L(x,{children:[L(`bdi`,{children:n.creator}),` invites you to this server on Chattr.`]}):`A home for webhooks that post into text channels, seen live.`}),L(`section`,{class:`card`,children:[L($e,{failure:t,user:e?.user??null,start:i,goOn:a}),e&&!e.user&&e.openId&&L(ft,{invitation:n?.secret}),e&&!e.user&&(o||!c?L(pt,{enter:r}):L(vt,{invited:n,enter:r}))]}),e&&!e.user&&c&&L(`p`,{class:`aside`,children:[o?`No account yet? `:`You have an account? `,L(`button`,{type:`button`,class:`as-link`,onClick:()=>s(!o),children:o?`Make one`:`Sign in`})]}),!n&&L(_t,{})]})}var V=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new V(`
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
    `,{fragmentName:`ChannelEntry`}),new V(`
    fragment RoleEntry on Role {
  id
  name
  everyone
  permissions
}
    `,{fragmentName:`RoleEntry`}),new V(`
    fragment MemberEntry on Member {
  id
  user {
    id
    name
  }
  roles {
    ...RoleEntry
  }
  createdAt
}
    fragment RoleEntry on Role {
  id
  name
  everyone
  permissions
}`,{fragmentName:`MemberEntry`}),new V(`
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
    `,{fragmentName:`MessageEntry`}),new V(`
    fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}
    `,{fragmentName:`ServerEntry`}),new V(`
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
    `,{fragmentName:`WebhookEntry`});var bt=new V(`
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
    `),xt=new V(`
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
    `),St=new V(`
    mutation CreateAccessToken($input: CreateAccessTokenInput!) {
  createAccessToken(input: $input) {
    accessToken {
      id
      name
    }
    secret
  }
}
    `),Ct=new V(`
    mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {
  revokeAccessToken(input: $input) {
    accessToken {
      id
    }
  }
}
    `),wt=new V(`
    query AuditLog($serverId: ID!, $before: String) {
  server(id: $serverId) {
    auditLog(last: 50, before: $before) {
      edges {
        node {
          id
          action
          actor {
            id
          }
          actorName
          target {
            kind
            id
            name
          }
          changes {
            field
            before
            after
          }
          createdAt
        }
      }
      pageInfo {
        hasPreviousPage
        startCursor
      }
    }
  }
}
    `),Tt=new V(`
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
}`),Et=new V(`
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
}`),Dt=new V(`
    mutation CreateChannel($input: CreateChannelInput!) {
  createChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),Ot=new V(`
    mutation UpdateChannel($input: UpdateChannelInput!) {
  updateChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),kt=new V(`
    mutation DeleteChannel($input: DeleteChannelInput!) {
  deleteChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),At=new V(`
    query Members($serverId: ID!, $after: String) {
  server(id: $serverId) {
    members(first: 50, after: $after) {
      edges {
        node {
          ...MemberEntry
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment RoleEntry on Role {
  id
  name
  everyone
  permissions
}
fragment MemberEntry on Member {
  id
  user {
    id
    name
  }
  roles {
    ...RoleEntry
  }
  createdAt
}`),jt=new V(`
    query Roles($serverId: ID!, $after: String) {
  server(id: $serverId) {
    roles(first: 100, after: $after) {
      edges {
        node {
          ...RoleEntry
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment RoleEntry on Role {
  id
  name
  everyone
  permissions
}`),Mt=new V(`
    query Invitations($serverId: ID!, $after: String) {
  server(id: $serverId) {
    invitations(first: 50, after: $after) {
      edges {
        node {
          id
          creator {
            id
            name
          }
          maxUses
          uses
          expiresAt
          createdAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `),Nt=new V(`
    mutation CreateInvitation($input: CreateInvitationInput!) {
  createInvitation(input: $input) {
    invitation {
      id
    }
    url
  }
}
    `),Pt=new V(`
    mutation RevokeInvitation($input: RevokeInvitationInput!) {
  revokeInvitation(input: $input) {
    invitation {
      id
    }
  }
}
    `),Ft=new V(`
    mutation RemoveMember($input: RemoveMemberInput!) {
  removeMember(input: $input) {
    member {
      id
    }
  }
}
    `),It=new V(`
    mutation LeaveServer($input: LeaveServerInput!) {
  leaveServer(input: $input) {
    server {
      id
    }
  }
}
    `),Lt=new V(`
    mutation TransferServer($input: TransferServerInput!) {
  transferServer(input: $input) {
    server {
      id
    }
  }
}
    `),Rt=new V(`
    mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) {
    role {
      id
    }
  }
}
    `),zt=new V(`
    mutation UpdateRole($input: UpdateRoleInput!) {
  updateRole(input: $input) {
    role {
      id
    }
  }
}
    `),Bt=new V(`
    mutation DeleteRole($input: DeleteRoleInput!) {
  deleteRole(input: $input) {
    role {
      id
    }
  }
}
    `),Vt=new V(`
    mutation GiveRole($input: GiveRoleInput!) {
  giveRole(input: $input) {
    role {
      id
    }
  }
}
    `),Ht=new V(`
    mutation TakeRole($input: TakeRoleInput!) {
  takeRole(input: $input) {
    role {
      id
    }
  }
}
    `),Ut=new V(`
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
}`),Wt=new V(`
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
}`),Gt=new V(`
    mutation PostMessage($input: PostMessageInput!) {
  postMessage(input: $input) {
    message {
      id
    }
  }
}
    `),Kt=new V(`
    mutation EditMessage($input: EditMessageInput!) {
  editMessage(input: $input) {
    message {
      id
    }
  }
}
    `),qt=new V(`
    mutation DeleteMessage($input: DeleteMessageInput!) {
  deleteMessage(input: $input) {
    message {
      id
    }
  }
}
    `),Jt=new V(`
    query Account {
  viewer {
    user {
      id
      name
      administrator
    }
    email
    signInMethods
  }
}
    `),Yt=new V(`
    mutation UpdateViewer($input: UpdateViewerInput!) {
  updateViewer(input: $input) {
    viewer {
      user {
        id
        name
      }
    }
  }
}
    `),Xt=new V(`
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    server {
      id
    }
  }
}
    `),Zt=new V(`
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
}`),Qt=new V(`
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
}`),$t=new V(`
    mutation CreateServer($input: CreateServerInput!) {
  createServer(input: $input) {
    server {
      id
    }
  }
}
    `),en=new V(`
    mutation UpdateServer($input: UpdateServerInput!) {
  updateServer(input: $input) {
    server {
      id
    }
  }
}
    `),tn=new V(`
    mutation DeleteServer($input: DeleteServerInput!) {
  deleteServer(input: $input) {
    server {
      id
    }
  }
}
    `),nn=new V(`
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
}`),rn=new V(`
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
}`),an=new V(`
    mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),on=new V(`
    mutation UpdateWebhook($input: UpdateWebhookInput!) {
  updateWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),sn=new V(`
    mutation DeleteWebhook($input: DeleteWebhookInput!) {
  deleteWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),cn=new V(`
    mutation RegenerateWebhookUrl($input: RegenerateWebhookUrlInput!) {
  regenerateWebhookUrl(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),ln=new V(`
    mutation ExecuteWebhook($input: ExecuteWebhookInput!) {
  executeWebhook(input: $input) {
    message {
      id
    }
  }
}
    `);function un(){let e=new Set;return{tell:()=>[...e].forEach(e=>e()),listen:t=>(e.add(t),()=>void e.delete(t))}}var dn=un(),fn=un(),pn=new URL(`graphql`,document.baseURI);async function mn(e,t){let{data:n,errors:r=[]}=await hn(JSON.stringify({query:e.toString(),variables:t}));if(r.some(e=>e.extensions?.code===`UNAUTHENTICATED`)&&fn.tell(),!n)throw We(r);return n}async function hn(e){let t=await(await fetch(pn,{method:`POST`,headers:{"content-type":`application/json`,accept:`application/graphql-response+json, application/json`},body:e}).catch(()=>null))?.json().catch(()=>null);if(!t)throw He();if(t.data===void 0&&!Array.isArray(t.errors))throw Ge(t);return t}function H(e){let t=dt(),n=async t=>{let n=await mn(e,{input:t});return dn.tell(),n};return{...t,run:e=>t.run(()=>n(e))}}var gn=[`channels`,`webhooks`,`members`,`roles`,`audit-log`,`settings`];function _n(e){let[t=``,n]=e.replace(/^#?\/?/,``).split(`?`),[r,i=``,a=`channels`,o]=t.split(`/`),s=new URLSearchParams(n).get(`channel`)??void 0;return r?r===`tokens`||r===`account`?{page:r}:r===`channels`&&i?{page:`channel`,channelId:i}:r===`webhooks`&&i?{page:`webhook`,webhookId:i}:r===`servers`&&i&&a===`webhooks`&&o===`new`?{page:`newWebhook`,serverId:i,channelId:s}:r===`servers`&&i&&gn.includes(a)?{page:`server`,serverId:i,section:a}:{page:`missing`}:{page:`servers`}}var U={servers:`#/`,tokens:`#/tokens`,account:`#/account`,server:(e,t=`channels`)=>`#/servers/${e}/${t}`,channel:e=>`#/channels/${e}`,webhook:e=>`#/webhooks/${e}`,newWebhook:(e,t)=>`#/servers/${e}/webhooks/new${t?`?channel=${t}`:``}`},W=e=>void(location.hash=e);function vn(){let[e,t]=N(location.hash);return P(()=>{let e=()=>t(location.hash);return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),_n(e)}var yn=pe({id:``,name:``}),bn=()=>Me(yn),G=(e,t)=>e?.includes(t)||e?.includes(`ADMINISTRATOR`)||!1;function xn({invited:e,close:t}){let n=bn(),r=H(Xt);async function i(){let n=await r.run({secret:e.secret});n&&(t(),W(U.server(n.acceptInvitation.server.id)))}return L(`main`,{class:`entrance`,children:[L(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),L(`h1`,{children:[`Join `,L(`bdi`,{children:e.server})]}),L(`p`,{class:`lead`,children:[L(`bdi`,{children:e.creator}),` invites you to this server.`]}),L(`section`,{class:`card`,children:[L(`p`,{children:[`You are signed in as `,L(`bdi`,{children:n.name}),`.`]}),L(R,{failure:r.failure}),L(`div`,{class:`actions`,children:[L(`button`,{type:`button`,class:`primary`,disabled:r.busy,onClick:i,children:`Join`}),L(`button`,{type:`button`,onClick:t,children:`Not now`})]})]})]})}function K(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function Sn(e){return K(e)===`object`}function Cn(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function wn(e,t){return e.length<124?e:t}var q=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))(q||{}),J=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))(J||{});function Tn(e){if(!Sn(e))throw Error(`Message is expected to be an object, but got ${K(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${K(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!Sn(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${K(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Sn(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${K(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${K(e.payload.query)}`);if(e.payload.variables!=null&&!Sn(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${K(e.payload.variables)}`);if(e.payload.operationName!=null&&K(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${K(e.payload.operationName)}`);if(e.payload.extensions!=null&&!Sn(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${K(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${K(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Sn(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${K(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${K(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Cn(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${K(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function En(e,t){return Tn(typeof e==`string`?JSON.parse(e,t):e)}function Dn(e,t){return Tn(e),JSON.stringify(e,t)}function On(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=An,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!Mn(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(Dn({type:J.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof kn&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(Dn(e?{type:J.ConnectionInit,payload:e}:{type:J.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close(q.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close(q.InternalClientError,wn(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=En(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(Dn(n.payload?{type:J.Pong,payload:n.payload}:{type:J.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==J.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close(q.BadResponse,wn(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(An(e)&&(jn(e.code)||[q.InternalServerError,q.InternalClientError,q.BadRequest,q.BadResponse,q.Unauthorized,q.SubprotocolNotAcceptable,q.SubscriberAlreadyExists,q.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(An(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function te(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case J.Next:t.next(e.payload);return;case J.Error:i=!0,r=!0,t.error(e.payload),a();return;case J.Complete:r=!0,a();return}});o.send(Dn({id:n,type:J.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(Dn({id:n,type:J.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:te,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=te(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new kn)}}}var kn=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function An(e){return Sn(e)&&`code`in e&&`reason`in e}function jn(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function Mn(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var Nn=un(),Pn={open:!1,listen:Nn.listen};function Fn(e){Pn.open=e,Nn.tell()}function In(){let e=new URL(`graphql`,document.baseURI);return e.protocol=e.protocol===`https:`?`wss:`:`ws:`,e.href}var Ln=e=>e instanceof CloseEvent,Rn=4401,zn;function Bn(){return zn??=On({url:In(),retryAttempts:1/0,shouldRetry:e=>!(Ln(e)&&e.code===Rn),retryWait:e=>new Promise(t=>setTimeout(t,Math.min(500*2**e,5e3)*(.5+Math.random()))),on:{connected:()=>Fn(!0),closed:()=>Fn(!1)}})}function Vn(){zn?.dispose(),zn=void 0}function Hn(e,t,n,r){return Bn().subscribe({query:e.toString(),variables:t},{next:({data:e,errors:t})=>e?n(e):r(We(t??[])),error:e=>r(Un(e)),complete:()=>{}})}function Un(e){return Array.isArray(e)?We(e):Ln(e)?(e.code===Rn&&fn.tell(),new I(`CLOSED`,`The stream was closed: ${e.code} ${e.reason}`)):new I(`INTERNAL`,`The stream broke off.`)}var Wn=new Map,Gn=()=>Wn.clear(),Kn=new Map;dn.listen(()=>Kn.clear());function qn(e,t){let n=Kn.get(e);if(n)return n;let r=t().finally(()=>Kn.get(e)===r&&Kn.delete(e));return Kn.set(e,r),r}function Jn(e,t){let[n,r]=N({key:e,data:Wn.get(e)}),i=F({key:e,read:t,run:0});i.current.key=e,i.current.read=t;let a=je(()=>{let{key:e,read:t}=i.current,n=++i.current.run,a=t=>{i.current.run===n&&r(n=>({key:e,data:n.key===e?n.data:void 0,...t}))};qn(e,t).then(t=>(Wn.set(e,t),a({data:t,failure:void 0})),e=>a({failure:e instanceof I?e:He()}))},[]);P(()=>(a(),()=>void i.current.run++),[e]),P(()=>dn.listen(a),[]);let o=n.key===e?n:{data:Wn.get(e),failure:void 0};return{data:o.data,failure:o.failure,reload:a}}var Yn=new Promise(()=>{});function Xn(e,t){return Jn(e.toString()+JSON.stringify(t),()=>t?mn(e,t):Yn)}var Zn=!1,Qn=new Map,$n=new Set,er=e=>void(Zn=e);function tr(e){if(!Zn||!e?.url||$n.has(e.url))return null;let t=Qn.get(e.url)??`avatars/${e.of}?${rr(e.url)}`;return Qn.set(e.url,t),t}var nr=e=>void $n.add(e);function rr(e){let t=2166136261;for(let n=0;n<e.length;n++)t=Math.imul(t^e.charCodeAt(n),16777619);return(t>>>0).toString(36)}var ir={hash:`M6.5 2 5 14M11 2 9.5 14M2.5 5.5h11M2 10.5h11`,webhook:`M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z`,settings:`M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 4.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0M7 11.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0`,key:`M10.5 9a3.5 3.5 0 1 0-3.3-2.3L2 12v2h2.5v-1.5H6V11h1.5l1-1M11 5.5v.01`,play:`M4.5 3v10l8-5z`,people:`M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.8c1.6.5 2.5 1.8 2.5 3.7`,shield:`M8 1.5 13.5 4v4c0 3-2.2 5.5-5.5 6.5C4.7 13.5 2.5 11 2.5 8V4z`,list:`M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.01M2.5 8v.01M2.5 12v.01`,menu:`M2 4h12M2 8h12M2 12h12`,edit:`M10.5 3 13 5.5 6 12.5 3 13l.5-3z`,delete:`M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4`,back:`M9.5 3.5 5 8l4.5 4.5`,plus:`M8 3v10M3 8h10`,leave:`M6.5 2.5H3v11h3.5M7 8h7M11 5l3 3-3 3`,user:`M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5`};function Y({name:e}){return L(`svg`,{class:`icon`,viewBox:`0 0 16 16`,width:`16`,height:`16`,"aria-hidden":`true`,fill:`none`,stroke:`currentColor`,"stroke-width":`1.5`,"stroke-linecap":`round`,"stroke-linejoin":`round`,children:L(`path`,{d:ir[e]})})}function ar({has:e,changed:t}){let n=dt(),r=bn(),[i,a]=N(``),[o,s]=N(``),[c,l]=N(!1);async function u(){let e=await n.run(()=>lt(i||null,o));l(!!e),e&&(a(``),s(``),t())}return L(`section`,{class:`card`,children:[L(`h2`,{children:e?`Change the password`:`Set a password`}),L(`p`,{children:e?`Your other sessions are signed out. Access tokens stay until they are revoked.`:`So far you sign in with a link. With a password you need none.`}),L(B,{submit:u,action:e?`Change password`:`Set password`,busy:n.busy,failure:n.failure,done:c&&`The password is changed.`,children:[L(`input`,{type:`text`,name:`username`,value:r.name,autocomplete:`username`,hidden:!0,readOnly:!0}),e&&L(z,{label:`Present password`,name:`current`,type:`password`,value:i,change:a,failure:n.failure,autocomplete:`current-password`,hint:`Not needed within an hour after signing in with a link.`}),L(z,{label:`New password`,name:`new`,type:`password`,value:o,change:s,failure:n.failure,required:!0,autocomplete:`new-password`,hint:`10 characters or more.`})]})]})}function or(){let e=dt();return L(`section`,{class:`card`,children:[L(`h2`,{children:`Sign out everywhere`}),L(`p`,{children:`Ends all your sessions, this one too. Access tokens stay until they are revoked.`}),L(R,{failure:e.failure}),L(`div`,{class:`actions`,children:L(`button`,{type:`button`,disabled:e.busy,onClick:async()=>await e.run(()=>ot(!0))&&fn.tell(),children:`Sign out everywhere`})})]})}function X({rows:e=3}){return L(`div`,{class:`loading`,role:`status`,children:[L(`span`,{class:`out-of-sight`,children:`Loading…`}),Array.from({length:e},(e,t)=>L(`div`,{class:`bone`},t))]})}function Z({title:e,action:t,children:n}){return sr(e),L(`header`,{class:`page-head`,children:[L(`div`,{children:[L(`h1`,{children:L(`bdi`,{children:e})}),n&&L(`p`,{class:`lead`,children:n})]}),t]})}function sr(e){P(()=>void(document.title=e?`${e} · Chattr`:`Chattr`),[e])}function cr(){let{data:e,failure:t,reload:n}=Xn(Jt,{});return L(`div`,{class:`page narrow`,children:[L(Z,{title:`Account`}),L(R,{failure:t,again:n}),!e&&!t&&L(X,{}),e&&L(x,{children:[L(lr,{viewer:e.viewer}),L(ar,{has:e.viewer.signInMethods?.includes(`PASSWORD`)??!1,changed:n}),L(or,{})]})]})}function lr({viewer:e}){let t=H(Yt),[n,r]=N(e.user.name),[i,a]=N(e.email??``),[o,s]=N(!1);return L(`section`,{class:`card`,children:L(B,{submit:async()=>s(!!await t.run({name:n,email:i.trim()||null})),action:`Save`,busy:t.busy,failure:t.failure,done:o&&`Saved.`,children:[L(z,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autocomplete:`username`,hint:`What others see. Messages keep the name they were posted under.`}),L(z,{label:`E-mail`,name:`email`,type:`email`,value:i,change:a,failure:t.failure,autocomplete:`email`,hint:`For signing in only: nobody else sees it, and nothing is sent to it.`})]})})}function Q(e,t,n,r=!1){return fr(e.toString()+JSON.stringify(t),r,async r=>{let i=n(await mn(e,{...t,after:r}));return i?{items:dr(i),more:i.pageInfo.hasNextPage,cursor:i.pageInfo.endCursor}:null})}function ur(e,t,n){return fr(e.toString()+JSON.stringify(t),!1,async r=>{let i=n(await mn(e,{...t,before:r}));return i?{items:dr(i).reverse(),more:i.pageInfo.hasPreviousPage,cursor:i.pageInfo.startCursor}:null})}var dr=({edges:e})=>e.map(({node:e})=>e);function fr(e,t,n){let[r,i]=N({key:e,pages:1}),a=t?1/0:r.key===e?r.pages:1,o=Jn(`${e} ${a}`,()=>pr(n,a)),s=F({key:e});return(o.data!==void 0||s.current.key!==e)&&(s.current={key:e,data:o.data}),{...o,data:s.current.data,showMore:()=>i({key:e,pages:a+1})}}async function pr(e,t){let n=[],r=null;for(let i=0;i<t;i++){let t=await e(r);if(!t)return null;if(n.push(...t.items),!t.more)return{items:n,more:!1};r=t.cursor}return{items:n,more:!0}}function mr({title:e,close:t,children:n}){let r=F(null),i=Ne();return P(()=>{let e=r.current;return e.showModal(),()=>e.close()},[]),L(`dialog`,{ref:r,"aria-labelledby":i,onCancel:e=>(e.preventDefault(),t()),onMouseDown:e=>e.target===r.current&&t(),children:L(`div`,{class:`dialog`,children:[L(`h2`,{id:i,children:e}),n]})})}function $({title:e,action:t,busy:n,failure:r,confirm:i,close:a,children:o}){return L(mr,{title:e,close:a,children:[L(`div`,{class:`explain`,children:o}),L(R,{failure:r}),L(`div`,{class:`actions end`,children:[L(`button`,{type:`button`,onClick:a,children:`Cancel`}),L(`button`,{type:`button`,class:`danger`,disabled:n,onClick:i,children:t})]})]})}function hr({title:e,children:t}){return L(`div`,{class:`empty`,children:[L(`h2`,{children:e}),t]})}function gr({list:e}){return e.data?.more?L(`button`,{type:`button`,class:`more`,onClick:e.showMore,children:`Show more`}):null}var _r=new Intl.RelativeTimeFormat(void 0,{style:`short`}),vr=new Intl.DateTimeFormat(void 0,{dateStyle:`full`,timeStyle:`medium`}),yr=new Intl.DateTimeFormat(void 0,{weekday:`long`,day:`numeric`,month:`long`,year:`numeric`}),br=new Intl.DateTimeFormat(void 0,{dateStyle:`medium`}),xr=[[`day`,86400],[`hour`,3600],[`minute`,60]],Sr=1209600;function Cr(e,t=Date.now()){let n=(Date.parse(e)-t)/1e3;if(Math.abs(n)<45)return`just now`;if(Math.abs(n)>Sr)return br.format(Date.parse(e));let[r,i]=xr.find(([,e])=>Math.abs(n)>=e)??[`minute`,60],a=n/i;return _r.format(a>0?Math.round(a):Math.trunc(a)||-1,r)}var wr=e=>vr.format(Date.parse(e)),Tr=e=>yr.format(Date.parse(e)),Er=un();setInterval(Er.tell,3e4);function Dr({at:e}){let[,t]=N({});return P(()=>Er.listen(()=>t({})),[]),L(`time`,{dateTime:e,title:wr(e),children:Cr(e)})}function Or({label:e,value:t}){return L(`div`,{class:`secret`,children:[L(`input`,{readOnly:!0,value:t,"aria-label":e,onFocus:e=>e.currentTarget.select()}),L(gt,{text:t,primary:!0})]})}function kr({label:e,value:t,change:n,options:r,hint:i}){let a=Ne();return L(`div`,{class:`field`,children:[L(`label`,{for:a,children:e}),L(`select`,{id:a,value:t,"aria-describedby":i&&`${a}-hint`,onChange:e=>n(e.currentTarget.value),children:r.map(([e,t])=>L(`option`,{value:e,children:t},e))}),i&&L(`p`,{class:`hint`,id:`${a}-hint`,children:i})]})}function Ar({chosen:e,choose:t}){let{data:n}=Xn(xt,{}),r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]),i=n?.viewer.servers.edges.map(({node:e})=>e)??[];return L(`fieldset`,{class:`channel-choice`,children:[L(`legend`,{children:[`Channels `,L(`span`,{class:`hint`,children:e.length===0?`all of them, also future ones`:`only ${e.length}`})]}),L(`div`,{class:`choices`,children:i.flatMap(({id:t,name:n,channels:i})=>[L(`p`,{class:`hint`,children:L(`bdi`,{children:n})},t),...i.edges.map(({node:t})=>L(`label`,{class:`check`,children:[L(`input`,{type:`checkbox`,checked:e.includes(t.id),onChange:()=>r(t.id)}),`#`,L(`bdi`,{children:t.name})]},t.id))])})]})}var jr=864e5,Mr=[[`7`,`7 days`],[`30`,`30 days`],[`90`,`90 days`],[`365`,`1 year`],[``,`Never`]];function Nr({close:e}){let t=H(St),[n,r]=N(``),[i,a]=N(`90`),[o,s]=N(!0),[c,l]=N([]),[u,d]=N(``);async function f(){let e=i?new Date(Date.now()+Number(i)*jr).toISOString():null,r=await t.run({name:n,expiresAt:e,readOnly:o,channelIds:c.length>0?[...c]:null});r&&d(r.createAccessToken.secret)}return u?L(mr,{title:`Copy the token now`,close:e,children:[L(`p`,{class:`explain`,children:[`It is shown this once. Send it as `,L(`code`,{children:`Authorization: Bearer …`}),`, and keep it like a password.`]}),L(Or,{label:`Access token`,value:u}),L(`div`,{class:`actions end`,children:L(`button`,{type:`button`,onClick:e,children:`Done`})})]}):L(mr,{title:`New access token`,close:e,children:L(B,{submit:f,action:`Create token`,busy:t.busy,failure:t.failure,cancel:e,children:[L(z,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`status page`,hint:`What it is for.`}),L(kr,{label:`Expires`,value:i,change:a,options:Mr}),L(`label`,{class:`check`,children:[L(`input`,{type:`checkbox`,checked:o,onChange:e=>s(e.currentTarget.checked)}),L(`span`,{children:[`Read only `,L(`span`,{class:`hint`,children:`It can watch and query, and change nothing. A page on the web needs no more.`})]})]}),L(Ar,{chosen:c,choose:l})]})})}function Pr(){let e=Q(bt,{},({viewer:e})=>e.accessTokens),[t,n]=N(!1),r=e.data?.items,i=L(`button`,{type:`button`,class:`primary`,onClick:()=>n(!0),children:`New token`});return L(`div`,{class:`page`,children:[L(Z,{title:`Access tokens`,action:r?.length?i:void 0,children:`A token lets a program act as you, within the bounds you set.`}),L(R,{failure:e.failure,again:e.reload}),!r&&!e.failure&&L(X,{}),r?.length===0&&L(hr,{title:`No access token yet`,children:[L(`p`,{children:`A page that shows a channel needs one that only reads, bound to that channel.`}),i]}),L(`ul`,{class:`list`,children:r?.map(e=>L(Fr,{token:e},e.id))}),L(gr,{list:e}),t&&L(Nr,{close:()=>n(!1)})]})}function Fr({token:e}){let t=H(Ct),[n,r]=N(!1),i=e.expiresAt!==null&&Date.parse(e.expiresAt)<Date.now();return L(`li`,{class:`row`,children:[L(`span`,{class:`row-text`,children:[L(`span`,{class:`row-head`,children:[L(`bdi`,{class:`row-title`,children:e.name}),e.readOnly&&L(`span`,{class:`tag`,children:`Read only`}),i&&L(`span`,{class:`tag off`,children:`Expired`})]}),L(`span`,{class:`row-detail`,children:[e.channels?e.channels.map(({id:e,name:t},n)=>L(`span`,{children:[n>0&&`, `,`#`,L(`bdi`,{children:t})]},e)):`All channels`,` · `,e.lastUsedAt?L(x,{children:[`used `,L(Dr,{at:e.lastUsedAt})]}):`never used`,` · `,e.expiresAt?L(x,{children:[i?`expired`:`expires`,` `,L(Dr,{at:e.expiresAt})]}):`never expires`]})]}),L(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),children:`Revoke…`}),n&&L($,{title:`Revoke ${e.name}?`,action:`Revoke token`,busy:t.busy,failure:t.failure,close:()=>r(!1),confirm:()=>void t.run({accessTokenId:e.id}),children:L(`p`,{children:`Programs that use it are refused at once, and their open streams end. This cannot be undone.`})})]})}var Ir={CREATED:`created`,UPDATED:`changed`,DELETED:`deleted`,URL_REGENERATED:`gave a new URL to`,REMOVED:`removed`,LEFT:`left`,TRANSFERRED:`handed over`,GIVEN:`gave`,TAKEN:`took`,JOINED:`joined`,REVOKED:`revoked`};function Lr(e,t){let n=e.startsWith(`${t}_`)?e.slice(t.length+1):e;return Ir[n]??zr(n)}var Rr=e=>zr(e),zr=e=>e.toLowerCase().replace(/_/g,` `),Br=e=>zr(e.replace(/Id$/,``).replace(/([A-Z])/g,` $1`)).replace(/\burl\b/,`URL`),Vr=8;function Hr({id:e,name:t,picture:n}){let[r,i]=N(),[,a]=N({}),o=tr(n);return L(`span`,{class:`avatar colour-${Number(e.slice(-6))%Vr}`,"aria-hidden":`true`,children:[Ur(t),o&&L(`img`,{src:o,alt:``,class:r===o?`loaded`:``,onLoad:()=>i(o),onError:()=>(nr(n.url),a({}))},o)]})}function Ur(e){let t=e.split(/[^\p{L}\p{N}\p{M}\p{So}]+/u).filter(Boolean),n=e=>e?[...new Intl.Segmenter().segment(e)][0]?.segment??``:``;return(n(t[0])+(t.length>1?n(t.at(-1)):``)).toLocaleUpperCase()||`?`}function Wr({what:e=`page`}){return L(hr,{title:`There is no such ${e}`,children:[L(`p`,{children:`It may have been deleted, or you may not see it.`}),L(`a`,{class:`button`,href:U.servers,children:`Go to your servers`})]})}function Gr({serverId:e}){let t=ur(wt,{serverId:e},({server:e})=>e?.auditLog);if(t.data===null)return L(Wr,{what:`server`});let n=t.data?.items;return L(`div`,{class:`page`,children:[L(Z,{title:`Audit log`,children:`Who did what on this server, newest first.`}),L(R,{failure:t.failure,again:t.reload}),!n&&!t.failure&&L(X,{rows:6}),n?.length===0&&L(hr,{title:`Nothing yet`,children:L(`p`,{children:`Each change of channels, webhooks and the server itself is written down here.`})}),L(`ul`,{class:`list`,children:n?.map(e=>L(Kr,{entry:e},e.id))}),L(gr,{list:t})]})}function Kr({entry:{action:e,actor:t,actorName:n,target:r,changes:i,createdAt:a}}){return L(`li`,{class:`row`,children:[L(Hr,{id:t?.id??`0`,name:n}),L(`span`,{class:`row-text`,children:[L(`span`,{children:[L(`bdi`,{class:`row-title`,children:n}),` `,Lr(e,r.kind),` `,r.kind!==`INVITATION`&&`the ${Rr(r.kind)} `,L(`bdi`,{class:`row-title`,children:r.name})]}),i.map(({field:e,before:t,after:n})=>L(`span`,{class:`row-detail`,children:[Br(e),`: `,L(qr,{text:t}),` → `,L(qr,{text:n})]},e))]}),L(`span`,{class:`row-aside`,children:L(Dr,{at:a})})]})}var qr=({text:e})=>e===null?L(`em`,{children:`nothing`}):L(`bdi`,{children:e});function Jr({label:e,value:t,change:n,send:r,cancel:i,placeholder:a,autofocus:o}){let s=F(null);ke(()=>{let{style:e}=s.current;e.height=`auto`,e.height=`${s.current.scrollHeight+2}px`},[t]),P(()=>{o&&(s.current.focus(),s.current.selectionStart=t.length)},[]);function c(e){if(e.key===`Escape`&&i)return i();e.key!==`Enter`||e.shiftKey||e.isComposing||(e.preventDefault(),r())}return L(`textarea`,{ref:s,rows:1,value:t,"aria-label":e,placeholder:a,onInput:e=>n(e.currentTarget.value),onKeyDown:c})}var Yr=4e3,Xr=()=>Array.from(crypto.getRandomValues(new Uint8Array(16)),e=>e.toString(16).padStart(2,`0`)).join(``);function Zr({channelId:e,channelName:t}){let[n,r]=N(``),i=F(Xr()),a=H(Gt);function o(e){r(e),i.current=Xr(),a.failure&&a.clear()}async function s(){n.trim()&&await a.run({channelId:e,content:n,idempotencyKey:i.current})&&o(``)}let c=Yr-[...n].length;return L(`form`,{class:`composer`,onSubmit:e=>(e.preventDefault(),void s()),children:[L(R,{failure:a.failure}),L(`div`,{class:`composer-row`,children:[L(Jr,{label:`Message #${t}`,placeholder:`Message #${t}`,value:n,change:o,send:s}),L(`button`,{type:`submit`,class:`primary`,disabled:a.busy||!n.trim()||c<0,children:`Send`})]}),c<500&&L(`p`,{class:`hint ${c<0?`wrong`:``}`,role:`status`,children:c<0?`${-c} characters too long`:`${c} characters left`})]})}function Qr({channel:e,serverId:t,close:n}){let r=H(Ot),i=H(kt),[a,o]=N(e.name),[s,c]=N(e.topic??``),[l,u]=N(!1);return l?L($,{title:`Delete #${e.name}?`,action:`Delete channel`,busy:i.busy,failure:i.failure,confirm:async()=>await i.run({channelId:e.id})&&W(U.server(t)),close:n,children:L(`p`,{children:`All its messages are deleted, and the URLs of its webhooks stop working at once. This cannot be undone.`})}):L(mr,{title:`Edit channel`,close:n,children:[L(B,{submit:async()=>await r.run({channelId:e.id,name:a,topic:s.trim()||null})&&n(),action:`Save`,busy:r.busy,failure:r.failure,cancel:n,children:[L(z,{label:`Name`,name:`name`,value:a,change:o,failure:r.failure,required:!0,autofocus:!0}),L(z,{label:`Topic`,name:`topic`,value:s,change:c,failure:r.failure})]}),L(`button`,{type:`button`,class:`danger quiet`,onClick:()=>u(!0),children:`Delete channel…`})]})}function $r({loaded:e,connected:t,failed:n}){let[r,i]=n?[`off`,`Stopped`]:e?t?[`on`,`Live`]:[`busy`,`Reconnecting…`]:[`busy`,`Loading…`];return L(`span`,{class:`live ${r}`,role:`status`,children:i})}function ei(e){class t extends S{shouldComponentUpdate(e){let t=this.props;return Object.entries(e).some(([e,n])=>t[e]!==n)}render(){return y(e,this.props)}}return t}var ti=3,ni=/^\s{0,3}[-*+]\s+(?=\S)/,ri=/^\s{0,3}(\d{1,9})[.)]\s+(?=\S)/,ii=/^#{1,6}\s+(?=\S)/,ai=/^\s{0,3}>\s?/,oi=/^\s{0,3}```/;function si(e,t=0){let n=e.split(/\r\n|\r|\n/),r=[],i=0,a=e=>{let t=i;for(;i<n.length&&e.test(n[i]);)i++;return n.slice(t,i).map(t=>t.replace(e,``))};for(;i<n.length;){let e=n[i],o=oi.test(e)?n.findIndex((e,t)=>t>i&&oi.test(e)):-1;o>0?(r.push({kind:`code`,text:n.slice(i+1,o).join(`
`)}),i=o+1):ai.test(e)&&t<ti?r.push({kind:`quote`,blocks:si(a(ai).join(`
`),t+1)}):ni.test(e)?r.push({kind:`list`,start:null,items:a(ni)}):ri.test(e)?r.push({kind:`list`,start:Number(ri.exec(e)[1]),items:a(ri)}):ii.test(e)?r.push({kind:`heading`,lines:[n[i++].replace(ii,``)]}):e.trim()===``?i++:r.push({kind:`paragraph`,lines:li(n,()=>n[i++],()=>i)})}return r}var ci=e=>[ai,ni,ri,ii,oi].some(t=>t.test(e));function li(e,t,n){let r=[t()];for(;n()<e.length&&e[n()].trim()!==``&&!ci(e[n()]);)r.push(t());return r}function ui(e){let t=URL.canParse(e)?new URL(e):null;return t&&(t.protocol===`https:`||t.protocol===`http:`)&&!t.username&&!t.password?t.href:null}var di=/https?:\/\/[^\s<>"`]+/y;function fi(e,t){if(t>0&&/[\p{L}\p{N}_]/u.test(e[t-1]))return null;di.lastIndex=t;let n=di.exec(e)?.[0]??``;for(;/[.,;:!?'*_~\]]$/.test(n)||n.endsWith(`)`)&&!n.includes(`(`);)n=n.slice(0,-1);let r=ui(n);return r?{text:n,href:r}:null}var pi=/\[([^[\]\n]{1,300})\]\(<?(https?:\/\/[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/y;function mi(e,t){pi.lastIndex=t;let[n,r=``,i=``]=pi.exec(e)??[],a=n&&!/:\/\/|www\./i.test(r)?ui(i):null;return n&&a?{length:n.length,label:r,href:a}:null}var hi=6,gi=[[`**`,`strong`],[`__`,`strong`],[`~~`,`strike`],[`*`,`emphasis`],[`_`,`emphasis`]],_i=/[\\`*_~[]|https?:\/\//g;function vi(e,t=0){let n=[],r=``,i=0;for(;i<e.length;){_i.lastIndex=i;let a=_i.exec(e)?.index??e.length;if(r+=e.slice(i,a),i=a,i===e.length)break;let o=t<hi?yi(e,i,t):null;o?.node.kind===`text`?r+=o.node.text:o?(r&&n.push({kind:`text`,text:r}),r=``,n.push(o.node)):r+=e[i],i+=o?.length??1}return r&&n.push({kind:`text`,text:r}),n}function yi(e,t,n){switch(e[t]){case`\\`:return/[!-/:-@[-`{-~]/.test(e[t+1]??``)?{length:2,node:{kind:`text`,text:e[t+1]}}:null;case"`":return bi(e,t);case`[`:return xi(e,t,n);case`h`:return Si(e,t);default:return Ti(e,t,n)}}function bi(e,t){let n=/^`+/.exec(e.slice(t))[0],r=e.indexOf(n,t+n.length);if(r<0)return{length:n.length,node:{kind:`text`,text:n}};let i=e.slice(t+n.length,r);return i.trim()?{length:r+n.length-t,node:{kind:`code`,text:i.trim()}}:null}function xi(e,t,n){let r=mi(e,t);return r&&{length:r.length,node:{kind:`link`,href:r.href,children:vi(r.label,n+1)}}}function Si(e,t){let n=fi(e,t);return n&&{length:n.text.length,node:{kind:`link`,href:n.href,children:[{kind:`text`,text:n.text}]}}}var Ci=e=>e!==void 0&&/[\p{L}\p{N}_]/u.test(e),wi=e=>e===void 0||/\s/.test(e);function Ti(e,t,n){for(let[r,i]of gi){let a=t+r.length;if(!e.startsWith(r,t)||wi(e[a])||r[0]===`_`&&Ci(e[t-1]))continue;let o=Ei(e,r,a);if(o>a)return{length:o+r.length-t,node:{kind:i,children:vi(e.slice(a,o),n+1)}}}return null}function Ei(e,t,n){for(let r=e.indexOf(t,n+1);r>0;r=e.indexOf(t,r+1)){let n=e[r+t.length];if((t.length!==1||n!==t&&e[r-1]!==t)&&!wi(e[r-1])&&!(t[0]===`_`&&Ci(n)))return r}return-1}var Di=ei(function({text:e}){return L(`div`,{class:`markdown`,dir:`auto`,children:si(e).map(Oi)})});function Oi(e){switch(e.kind){case`code`:return L(`pre`,{tabIndex:0,dir:`ltr`,children:L(`code`,{children:e.text})});case`quote`:return L(`blockquote`,{children:e.blocks.map(Oi)});case`list`:{let t=e.items.map(e=>L(`li`,{children:ki(e)}));return e.start===null?L(`ul`,{children:t}):L(`ol`,{start:e.start,children:t})}default:{let t=e.lines.flatMap((e,t)=>t===0?ki(e):[L(`br`,{}),...ki(e)]);return L(`p`,{class:e.kind===`heading`?`heading`:void 0,children:t})}}}var ki=e=>vi(e).map(Ai);function Ai(e){switch(e.kind){case`text`:return e.text;case`code`:return L(`code`,{children:e.text});case`link`:return L(`a`,{href:e.href,title:e.href,target:`_blank`,rel:`noopener noreferrer nofollow ugc`,children:e.children.map(Ai)});default:{let t={strong:`strong`,emphasis:`em`,strike:`del`}[e.kind];return L(t,{children:e.children.map(Ai)})}}}function ji(){return L(`span`,{class:`badge`,children:[L(Y,{name:`webhook`}),`Webhook`]})}function Mi({message:e,close:t}){let[n,r]=N(e.content),i=H(Kt),a=async()=>(n===e.content||await i.run({messageId:e.id,content:n}))&&t();return L(`form`,{class:`edit-message`,onSubmit:e=>(e.preventDefault(),void a()),children:[L(Jr,{label:`Message`,value:n,change:r,send:a,cancel:t,autofocus:!0}),L(R,{failure:i.failure}),L(`div`,{class:`actions`,children:[L(`button`,{type:`submit`,class:`primary small`,disabled:i.busy,children:`Save`}),L(`button`,{type:`button`,class:`small`,onClick:t,children:`Cancel`})]})]})}function Ni({message:e,rights:t,edit:n}){let[r,i]=N(!1),a=H(qt),o=e.author.kind===`USER`&&e.author.id===t.userId&&t.post;return!o&&!t.manage?null:L(x,{children:[L(`div`,{class:`message-actions`,children:[o&&L(`button`,{type:`button`,class:`plain`,onClick:n,title:`Edit`,children:[L(Y,{name:`edit`}),L(`span`,{class:`out-of-sight`,children:`Edit message`})]}),L(`button`,{type:`button`,class:`plain`,onClick:()=>i(!0),title:`Delete`,children:[L(Y,{name:`delete`}),L(`span`,{class:`out-of-sight`,children:`Delete message`})]})]}),r&&L($,{title:`Delete this message?`,action:`Delete message`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({messageId:e.id})&&i(!1),close:()=>i(!1),children:L(`p`,{children:`Its text is gone at once, for everybody and for good.`})})]})}function Pi({message:e,newDay:t,continued:n,rights:r}){let[i,a]=N(!1),{author:o,content:s,createdAt:c,editedAt:l}=e;return L(x,{children:[t&&L(`p`,{class:`day`,children:L(`span`,{children:Tr(c)})}),L(`article`,{class:`message ${n?`continued`:``}`,children:[!n&&L(Hr,{id:o.id,name:o.name,picture:{of:e.id,url:o.avatarUrl}}),L(`div`,{class:`message-body`,children:[L(`header`,{class:n?`out-of-sight`:``,children:[L(`bdi`,{class:`author`,children:o.name}),o.kind===`WEBHOOK`&&L(ji,{}),L(Dr,{at:c})]}),i?L(Mi,{message:e,close:()=>a(!1)}):L(Di,{text:s}),l&&!i&&L(`span`,{class:`edited`,title:`Edited ${wr(l)}`,children:`edited`})]}),r&&!i&&L(Ni,{message:e,rights:r,edit:()=>a(!0)})]})]})}var Fi=ei(function({block:e,previous:t,rights:n,sight:r}){let i=F(null),[a,o]=N(null);return P(()=>{let e=i.current;return r.watch(e,t=>o(t?null:t=>t??e.getBoundingClientRect().height))},[]),a===null?L(`div`,{ref:i,class:`block`,children:e.messages.map((r,i)=>{let a=i===0?t:e.messages[i-1],o=!a||Tr(a.createdAt)!==Tr(r.createdAt);return L(Pi,{message:r,newDay:o,continued:!o&&Li(a,r),rights:n},r.id)})}):L(`div`,{ref:i,class:`block`,style:{height:`${a}px`}})}),Ii=3e5;function Li(e,t){let[n,r]=[e.author,t.author];return n.kind===r.kind&&n.id===r.id&&n.name===r.name&&n.avatarUrl===r.avatarUrl&&Date.parse(t.createdAt)-Date.parse(e.createdAt)<Ii}var Ri=`1500px 0px`,zi=class{observer;tell=new Map;attach(e){let t=e=>e.forEach(({target:e,isIntersecting:t})=>this.tell.get(e)?.(t));this.observer=new IntersectionObserver(t,{root:e,rootMargin:Ri});for(let e of this.tell.keys())this.observer.observe(e)}detach(){this.observer?.disconnect()}watch(e,t){return this.tell.set(e,t),this.observer?.observe(e),()=>{this.tell.delete(e),this.observer?.unobserve(e)}}},Bi=48,Vi=class{atEnd=!0;scroller;list;anchor=null;top=0;sizes;attach(e,t){this.scroller=e,this.list=t,this.sizes=new ResizeObserver(()=>this.restore()),this.sizes.observe(t),this.sizes.observe(e),this.toEnd()}detach(){this.sizes?.disconnect()}note(){let{scrollTop:e,scrollHeight:t,clientHeight:n}=this.scroller;this.atEnd=t-e-n<Bi;let r=this.scroller.getBoundingClientRect().top,i=Hi(this.list.children,r);this.anchor=(i&&Hi(i.children,r))??i,this.top=this.anchor?.getBoundingClientRect().top??0}restore(){this.atEnd?this.toEnd():this.anchor?.isConnected&&(this.scroller.scrollTop+=this.anchor.getBoundingClientRect().top-this.top)}toEnd(){this.scroller.scrollTop=this.scroller.scrollHeight}};function Hi(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;e[i].getBoundingClientRect().bottom>t?r=i:n=i+1}return e[n]??null}var Ui=1200;function Wi({blocks:e,hasOlder:t,loadingOlder:n,loadOlder:r,rights:i}){let a=F(null),o=F(null),s=Ae(()=>new Vi,[]),c=Ae(()=>new zi,[]),[l,u]=N(null);ke(()=>(s.attach(a.current,o.current),c.attach(a.current),()=>(s.detach(),c.detach())),[]),ke(()=>s.restore(),[e]);let d=e.at(-1)?.messages.at(-1)??null;function f(){s.note(),u(s.atEnd?null:e=>e??d),t&&!n&&a.current.scrollTop<Ui&&r()}P(f,[e,t,n]);let p=l!==null&&d!==null&&l.id!==d.id;return L(`div`,{class:`messages`,children:[L(`div`,{class:`scroller`,ref:a,onScroll:f,tabIndex:0,role:`region`,"aria-label":`Messages`,children:L(`div`,{ref:o,children:[L(`p`,{class:`beginning`,children:t?`Older messages are on their way…`:`This is where the channel begins.`}),e.map((t,n)=>L(Fi,{block:t,previous:e[n-1]?.messages.at(-1),rights:i,sight:c},t.id))]})}),l&&L(`button`,{type:`button`,class:`to-end ${p?`unseen`:``}`,onClick:()=>s.toEnd(),children:p?`New messages ↓`:`To the newest ↓`})]})}var Gi=50,Ki=0,qi=e=>({id:++Ki,messages:e});function Ji(e){let t=[];for(let n=0;n<e.length;n+=Gi)t.push(qi(e.slice(n,n+Gi)));return t}var Yi=(e,t)=>[...Ji(t),...e];function Xi(e,t){if(ea(e,t.id)>=0)return e;let n=e.at(-1);return!n||n.messages.length>=Gi?[...e,qi([t])]:[...e.slice(0,-1),{id:n.id,messages:[...n.messages,t]}]}var Zi=(e,t)=>$i(e,t.id,e=>e.map(e=>e.id===t.id?t:e)),Qi=(e,t)=>$i(e,t,e=>e.filter(e=>e.id!==t)).filter(({messages:e})=>e.length>0);function $i(e,t,n){let r=ea(e,t);return r<0?e:e.map((e,t)=>t===r?{id:e.id,messages:n(e.messages)}:e)}var ea=(e,t)=>e.findLastIndex(({messages:e})=>e.some(e=>e.id===t)),ta={blocks:[],loaded:!1,older:null,loadingOlder:!1},na=50,ra=100,ia=[`CURSOR_EXPIRED`,`CURSOR_FORKED`],aa=class{state=ta;stopWatching=()=>{};ended=!1;channelId;show;arrived;constructor(e,t,n){this.channelId=e,this.show=t,this.arrived=n}set(e){this.ended||(this.state={...this.state,...e},this.show(this.state))}start=async()=>{this.stopWatching(),this.set({failure:void 0});try{let e=await this.read(na,null);this.set({blocks:Yi([],e.messages),loaded:!0,older:e.older}),this.ended||this.follow(e.resumeCursor)}catch(e){this.set({failure:e instanceof I?e:He()})}};stop=()=>{this.ended=!0,this.stopWatching()};loadOlder=async()=>{let{older:e,loadingOlder:t}=this.state;if(!(e===null||t)){this.set({loadingOlder:!0});try{let t=await this.read(ra,e);this.set({blocks:Yi(this.state.blocks,t.messages),older:t.older,loadingOlder:!1})}catch{this.set({loadingOlder:!1})}}};async read(e,t){let{channel:n}=await mn(Ut,{channelId:this.channelId,last:e,before:t});if(!n)throw new I(`NOT_FOUND`,`This channel is gone, or you may no longer see it.`);let{edges:r,pageInfo:i,resumeCursor:a}=n.messages;return{messages:r.map(({node:e})=>e),older:i.hasPreviousPage?i.startCursor:null,resumeCursor:a}}follow(e){let t={channelId:this.channelId,after:e},n=({channelEvents:e})=>{t.after=e.cursor,this.take(e)};this.stopWatching=Hn(Wt,t,n,e=>{ia.includes(e.code)?this.start():this.set({failure:e})})}take({kind:e,message:t}){let{blocks:n}=this.state;t.deletedAt?this.set({blocks:Qi(n,t.id)}):e===`MESSAGE_POSTED`?this.set({blocks:Xi(n,t)}):this.set({blocks:Zi(n,t)}),e===`MESSAGE_POSTED`&&!t.deletedAt&&this.arrived(t)}};function oa(e,t){let[n,r]=N(ta),i=Ae(()=>new aa(e,r,t),[e]);return P(()=>(r(ta),i.start(),i.stop),[i]),{...n,start:i.start,loadOlder:i.loadOlder}}function sa(){let[e,t]=N(!0);return P(()=>{let e,n=()=>{clearTimeout(e),Pn.open?t(!0):e=window.setTimeout(()=>t(!1),700)};n();let r=Pn.listen(n);return()=>(clearTimeout(e),r())},[]),e}function ca({channelId:e}){let{data:t,failure:n,reload:r}=Xn(Et,{id:e});return sr(t?.channel?`#${t.channel.name}`:``),n&&!t?L(`div`,{class:`page`,children:L(R,{failure:n,again:r})}):t?.channel===null?L(Wr,{what:`channel`}):t?L(la,{channel:t.channel}):null}function la({channel:e}){let t=bn(),[n,r]=N(``),i=oa(e.id,({author:e,content:t})=>r(`${e.name}: ${t}`)),a=sa(),o=e.server.viewerPermissions,s={userId:t.id,post:G(o,`POST_MESSAGES`),manage:G(o,`MANAGE_MESSAGES`)},c=i.loaded&&i.blocks.length===0;return L(`div`,{class:`channel`,children:[L(ua,{channel:e,live:L($r,{loaded:i.loaded,connected:a,failed:!!i.failure})}),L(R,{failure:i.failure,again:i.start}),c&&L(da,{channel:e,manages:G(o,`MANAGE_SERVER`)}),i.loaded&&!c&&L(Wi,{blocks:i.blocks,hasOlder:i.older!==null,loadingOlder:i.loadingOlder,loadOlder:i.loadOlder,rights:s}),!i.loaded&&L(`div`,{class:`messages`}),L(`p`,{class:`out-of-sight`,"aria-live":`polite`,children:n}),s.post&&L(Zr,{channelId:e.id,channelName:e.name})]})}function ua({channel:e,live:t}){let[n,r]=N(!1),i=e.server.viewerPermissions;return L(`header`,{class:`channel-head`,children:[L(`h1`,{children:[L(Y,{name:`hash`}),L(`bdi`,{children:e.name})]}),L(`bdi`,{class:`topic`,title:e.topic??void 0,children:e.topic}),t,G(i,`MANAGE_SERVER`)&&L(`a`,{class:`button small`,href:U.newWebhook(e.server.id,e.id),title:`New webhook for this channel`,children:[L(Y,{name:`webhook`}),L(`span`,{class:`wide-only`,children:`New webhook`}),L(`span`,{class:`out-of-sight narrow-only`,children:`New webhook`})]}),G(i,`MANAGE_CHANNELS`)&&L(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),title:`Edit channel`,children:[L(Y,{name:`settings`}),L(`span`,{class:`out-of-sight`,children:`Edit channel`})]}),n&&L(Qr,{channel:e,serverId:e.server.id,close:()=>r(!1)})]})}function da({channel:e,manages:t}){return L(`div`,{class:`messages`,children:L(hr,{title:`Nothing here yet`,children:[L(`p`,{children:t?`Write the first message, or give a program the URL of a webhook. What it posts appears here at once.`:`What is posted appears here at once.`}),t&&L(`a`,{class:`button primary`,href:U.newWebhook(e.server.id,e.id),children:`New webhook`})]})})}var fa=864e5,pa=[[`1`,`1 day`],[`7`,`7 days`],[`30`,`30 days`]],ma=[[`1`,`1 person`],[`5`,`5 people`],[`25`,`25 people`],[`100`,`100 people`]];function ha({serverId:e,close:t}){let n=H(Nt),[r,i]=N(`7`),[a,o]=N(`1`),[s,c]=N(``);async function l(){let t=new Date(Date.now()+Number(r)*fa).toISOString(),i=await n.run({serverId:e,maxUses:Number(a),expiresAt:t});i&&c(i.createInvitation.url)}return s?L(mr,{title:`Copy the link now`,close:t,children:[L(`p`,{class:`explain`,children:`It is shown this once. Send it to whom you want to let in; whoever has it can use it.`}),L(Or,{label:`Invitation link`,value:s}),L(`div`,{class:`actions end`,children:L(`button`,{type:`button`,onClick:t,children:`Done`})})]}):L(mr,{title:`Invite people`,close:t,children:L(B,{submit:l,action:`Make a link`,busy:n.busy,failure:n.failure,cancel:t,children:[L(kr,{label:`Lets in`,value:a,change:o,options:ma}),L(kr,{label:`Works for`,value:r,change:i,options:pa})]})})}function ga({serverId:e}){let t=Q(Mt,{serverId:e},({server:e})=>e?.invitations),[n,r]=N(!1);return L(`section`,{class:`below`,children:[L(`div`,{class:`section-head`,children:[L(`div`,{children:[L(`h2`,{children:`Invitations`}),L(`p`,{children:`A link that lets people in; who has no account makes one with it.`})]}),L(`button`,{type:`button`,onClick:()=>r(!0),children:`Invite people`})]}),L(R,{failure:t.failure,again:t.reload}),L(`ul`,{class:`list`,children:t.data?.items.map(e=>L(_a,{invitation:e},e.id))}),L(gr,{list:t}),n&&L(ha,{serverId:e,close:()=>r(!1)})]})}function _a({invitation:{id:e,creator:t,uses:n,maxUses:r,expiresAt:i}}){let a=H(Pt),[o,s]=N(!1),c=Date.parse(i)<Date.now();return L(`li`,{class:`row`,children:[L(`span`,{class:`row-text`,children:[L(`span`,{class:`row-head`,children:[L(`span`,{class:`row-title`,children:[n,` of `,r,` used`]}),c&&L(`span`,{class:`tag off`,children:`Expired`})]}),L(`span`,{class:`row-detail`,children:[t&&L(x,{children:[`By `,L(`bdi`,{children:t.name}),` · `]}),c?`expired`:`expires`,` `,L(Dr,{at:i})]})]}),L(`button`,{type:`button`,class:`small`,onClick:()=>s(!0),children:`Revoke…`}),o&&L($,{title:`Revoke this invitation?`,action:`Revoke invitation`,busy:a.busy,failure:a.failure,close:()=>s(!1),confirm:()=>void a.run({invitationId:e}),children:L(`p`,{children:`Its link stops working at once. Who came by it stays.`})})]})}var va={ADMINISTRATOR:[`Administrator`,`Everything but deleting the server.`],MANAGE_SERVER:[`Manage server`,`Rename it; webhooks, invitations, roles and members; read the audit log.`],MANAGE_CHANNELS:[`Manage channels`,`Create, change and delete channels.`],MANAGE_MESSAGES:[`Manage messages`,`Delete the messages of others.`],POST_MESSAGES:[`Post messages`,`And edit and delete one’s own.`]},ya=Object.keys(va),ba=(e,t)=>e!==void 0&&(e.includes(`ADMINISTRATOR`)||t.every(t=>e.includes(t)));function xa({member:e,server:t}){let n=Q(jt,{serverId:t.id},({server:e})=>e?.roles,!0),r=H(Vt),i=H(Ht),a=n.data?.items.filter(({everyone:e})=>!e),o=t=>e.roles.some(({id:e})=>e===t),[s,c]=N({});async function l(t){c({...s,[t]:!o(t)}),await(o(t)?i:r).run({roleId:t,memberId:e.id})||c({...s,[t]:void 0})}return L(x,{children:[L(R,{failure:r.failure??i.failure}),a?.length===0&&L(`p`,{children:[`There is no role to give but `,L(`bdi`,{children:`everyone`}),`. `,L(`a`,{href:U.server(t.id,`roles`),children:`Make one.`})]}),a?.map(({id:e,name:n,permissions:r})=>L(`label`,{class:`check`,children:[L(`input`,{type:`checkbox`,checked:s[e]??o(e),disabled:!ba(t.viewerPermissions,r),onChange:()=>void l(e)}),L(`bdi`,{children:n})]},e))]})}function Sa({member:e,server:t,close:n}){let r=bn(),[i,a]=N(),o=H(Ft),s=H(Lt),{name:c,id:l}=e.user,u=l===t.owner.id;return i===`remove`?L($,{title:`Remove ${c}?`,action:`Remove member`,busy:o.busy,failure:o.failure,confirm:async()=>await o.run({memberId:e.id})&&n(),close:n,children:L(`p`,{children:`They no longer see the server, and what they watch there ends within a second. What they posted stays. They can come back by another invitation.`})}):i===`transfer`?L($,{title:`Hand the server over to ${c}?`,action:`Hand over`,busy:s.busy,failure:s.failure,confirm:async()=>await s.run({serverId:t.id,memberId:e.id})&&n(),close:n,children:L(`p`,{children:`They own it from then on, and only they can delete it or hand it on. You stay a member, with the roles you have.`})}):L(mr,{title:c,close:n,children:[L(xa,{member:e,server:t}),L(`div`,{class:`actions`,children:[!u&&t.owner.id===r.id&&L(`button`,{type:`button`,onClick:()=>a(`transfer`),children:`Hand the server over…`}),!u&&l!==r.id&&L(`button`,{type:`button`,class:`danger`,onClick:()=>a(`remove`),children:`Remove…`}),L(`button`,{type:`button`,class:`last`,onClick:n,children:`Done`})]})]})}function Ca({name:e}){return L(`span`,{class:`tag`,children:L(`bdi`,{children:e})})}function wa({member:e,server:t}){let n=bn(),[r,i]=N(!1),{user:a,roles:o,createdAt:s}=e,c=G(t.viewerPermissions,`MANAGE_SERVER`);return L(`li`,{class:`row`,children:[L(Hr,{id:a.id,name:a.name}),L(`span`,{class:`row-text`,children:[L(`span`,{class:`row-head`,children:[L(`bdi`,{class:`row-title`,children:a.name}),a.id===n.id&&L(`span`,{class:`row-detail`,children:`you`}),a.id===t.owner.id&&L(`span`,{class:`tag strong`,children:`Owner`}),o.filter(({everyone:e})=>!e).map(({id:e,name:t})=>L(Ca,{name:t},e))]}),L(`span`,{class:`row-detail`,children:[`Joined `,L(Dr,{at:s})]})]}),c&&L(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:[`Manage`,L(`span`,{class:`out-of-sight`,children:[` `,L(`bdi`,{children:a.name})]})]}),r&&L(Sa,{member:e,server:t,close:()=>i(!1)})]})}function Ta({serverId:e,server:t}){let n=Q(At,{serverId:e},({server:e})=>e?.members);return n.data===null?L(Wr,{what:`server`}):L(`div`,{class:`page`,children:[L(Z,{title:`Members`,children:`Members see all channels of the server. Roles say what else they may do.`}),L(R,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&L(X,{}),L(`ul`,{class:`list`,children:t&&n.data?.items.map(e=>L(wa,{member:e,server:t},e.id))}),L(gr,{list:n}),G(t?.viewerPermissions,`MANAGE_SERVER`)&&L(ga,{serverId:e})]})}var Ea=new Map,{tell:Da,listen:Oa}=un();function ka(e,t){Ea.set(e,t),Da()}var Aa=e=>void Ea.delete(e),ja=()=>Ea.clear();function Ma(e){let[,t]=N({});return P(()=>Oa(()=>t({})),[]),Ea.get(e)}var Na=e=>e.split(`/`).at(-1)??``;function Pa({serverId:e,channelId:t}){let n=Q(Tt,{serverId:e},({server:e})=>e?.channels,!0);return n.data===null?L(Wr,{what:`server`}):L(`div`,{class:`page narrow`,children:[L(Z,{title:`New webhook`,children:`It posts into one channel. You get its URL in the next step.`}),L(R,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&L(X,{}),n.data?.items.length===0&&L(hr,{title:`No channel yet`,children:[L(`p`,{children:`A webhook needs a channel to post into.`}),L(`a`,{class:`button primary`,href:U.server(e),children:`Make a channel`})]}),n.data&&n.data.items.length>0&&L(Fa,{serverId:e,channels:n.data.items,channelId:t})]})}function Fa({serverId:e,channels:t,channelId:n}){let r=H(an),[i,a]=N(n??t[0].id),[o,s]=N(``),[c,l]=N(``);async function u(){let e=await r.run({channelId:i,name:o,avatarUrl:c.trim()||null});if(!e)return;let{webhook:t,url:n}=e.createWebhook;ka(t.id,n),W(U.webhook(t.id))}return L(`section`,{class:`card`,children:L(B,{submit:u,action:`Create webhook`,busy:r.busy,failure:r.failure,cancel:()=>W(U.server(e,`webhooks`)),children:[L(kr,{label:`Channel`,value:i,change:a,options:t.map(({id:e,name:t})=>[e,`#${t}`])}),L(z,{label:`Name`,name:`name`,value:o,change:s,failure:r.failure,required:!0,autofocus:!0,placeholder:`CI Bot`,hint:`Messages are shown under it, unless they bring a name of their own.`}),L(z,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:c,change:l,failure:r.failure,placeholder:`https://example.com/bot.png`,hint:`The address of a picture. Without one its initials are shown.`})]})})}function Ia({chosen:e,choose:t,own:n}){let r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]);return L(`fieldset`,{children:[L(`legend`,{children:`Permissions`}),ya.map(t=>L(`label`,{class:`check`,children:[L(`input`,{type:`checkbox`,checked:e.includes(t),disabled:!ba(n,[t]),onChange:()=>r(t)}),L(`span`,{children:[va[t][0],` `,L(`span`,{class:`hint`,children:va[t][1]})]})]},t))]})}function La({role:e,server:t,close:n}){let r=H(Rt),i=H(zt),a=H(Bt),[o,s]=N(e?.name??``),[c,l]=N(e?.permissions??[`POST_MESSAGES`]),[u,d]=N(!1),f=r.failure??i.failure;async function p(){let a=[...c];(e?await i.run({roleId:e.id,permissions:a,...e.everyone?{}:{name:o}}):await r.run({serverId:t.id,name:o,permissions:a}))&&n()}return e&&u?L($,{title:`Delete ${e.name}?`,action:`Delete role`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({roleId:e.id})&&n(),close:n,children:L(`p`,{children:`Members who have it lose what it allows at once.`})}):L(mr,{title:e?`Change role`:`New role`,close:n,children:[L(B,{submit:p,action:e?`Save`:`Create role`,busy:r.busy||i.busy,failure:f,cancel:n,children:[e?.everyone?L(`p`,{class:`explain`,children:`What every member of the server may do.`}):L(z,{label:`Name`,name:`name`,value:o,change:s,failure:f,required:!0,autofocus:!0}),L(Ia,{chosen:c,choose:l,own:t.viewerPermissions})]}),e&&!e.everyone&&L(`button`,{type:`button`,class:`danger quiet`,onClick:()=>d(!0),children:`Delete role…`})]})}function Ra({serverId:e,server:t}){let n=Q(jt,{serverId:e},({server:e})=>e?.roles,!0),[r,i]=N();if(n.data===null)return L(Wr,{what:`server`});let a=G(t?.viewerPermissions,`MANAGE_SERVER`);return L(`div`,{class:`page`,children:[L(Z,{title:`Roles`,action:a&&L(`button`,{type:`button`,class:`primary`,onClick:()=>i(`new`),children:`New role`}),children:[`A role gives permissions to the members who have it. Every member has the role `,L(`bdi`,{children:`everyone`}),`.`]}),L(R,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&L(X,{}),L(`ul`,{class:`list`,children:n.data?.items.map(e=>L(`li`,{class:`row`,children:[L(`span`,{class:`row-text`,children:[L(`bdi`,{class:`row-title`,children:e.name}),L(`span`,{class:`row-detail`,children:e.permissions.map(e=>va[e]?.[0]??e).join(`, `)||`No permission`})]}),a&&ba(t?.viewerPermissions,e.permissions)&&L(`button`,{type:`button`,class:`small`,onClick:()=>i(e),children:[`Change`,L(`span`,{class:`out-of-sight`,children:[` `,L(`bdi`,{children:e.name})]})]})]},e.id))}),r&&t&&L(La,{role:r===`new`?void 0:r,server:t,close:()=>i(void 0)})]})}function za({serverId:e,close:t}){let n=H(Dt),[r,i]=N(``),[a,o]=N(``);async function s(){let i=await n.run({serverId:e,name:r,topic:a.trim()||null});i&&(t(),W(U.channel(i.createChannel.channel.id)))}return L(mr,{title:`New channel`,close:t,children:L(B,{submit:s,action:`Create channel`,busy:n.busy,failure:n.failure,cancel:t,children:[L(z,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autofocus:!0,placeholder:`deploys`}),L(z,{label:`Topic`,name:`topic`,value:a,change:o,failure:n.failure,hint:`What belongs here, in a sentence.`})]})})}function Ba({serverId:e,server:t}){let n=Q(Tt,{serverId:e},({server:e})=>e?.channels,!0),[r,i]=N(!1);if(n.data===null)return L(Wr,{what:`server`});let a=n.data?.items,o=G(t?.viewerPermissions,`MANAGE_CHANNELS`)&&L(`button`,{type:`button`,class:`primary`,onClick:()=>i(!0),children:`New channel`});return L(`div`,{class:`page`,children:[L(Z,{title:t?.name??` `,action:a?.length?o:void 0,children:`Channels hold messages, from people and from webhooks.`}),L(R,{failure:n.failure,again:n.reload}),!a&&!n.failure&&L(X,{}),a?.length===0&&L(hr,{title:`No channel yet`,children:[L(`p`,{children:`A channel is where messages go: one for deploys, one for alerts.`}),o]}),L(`ul`,{class:`list`,children:a?.map(({id:e,name:t,topic:n})=>L(`li`,{children:L(`a`,{class:`row`,href:U.channel(e),children:[L(`span`,{class:`row-icon`,children:L(Y,{name:`hash`})}),L(`span`,{class:`row-text`,children:[L(`bdi`,{class:`row-title`,children:t}),n&&L(`bdi`,{class:`row-detail`,children:n})]})]})},e))}),r&&L(za,{serverId:e,close:()=>i(!1)})]})}function Va({server:e}){let t=H(tn),[n,r]=N(!1);return L(`section`,{class:`card`,children:[L(`h2`,{children:`Delete this server`}),L(`p`,{children:`Its channels, messages and webhooks go with it.`}),L(`div`,{class:`actions`,children:L(`button`,{type:`button`,class:`danger`,onClick:()=>r(!0),children:`Delete server…`})}),n&&L($,{title:`Delete ${e.name}?`,action:`Delete server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&W(U.servers),close:()=>r(!1),children:L(`p`,{children:`All its channels and messages are deleted, everybody who watches them is cut off, and the URLs of its webhooks stop working at once. This cannot be undone.`})})]})}function Ha({server:e}){let t=H(It),[n,r]=N(!1);return L(`section`,{class:`card`,children:[L(`h2`,{children:`Leave this server`}),L(`p`,{children:`You no longer see its channels. What you posted stays.`}),L(`div`,{class:`actions`,children:L(`button`,{type:`button`,class:`danger`,onClick:()=>r(!0),children:`Leave server…`})}),n&&L($,{title:`Leave ${e.name}?`,action:`Leave server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&W(U.servers),close:()=>r(!1),children:L(`p`,{children:`You can come back by another invitation only.`})})]})}function Ua({server:e}){let t=H(en),[n,r]=N(e.name),[i,a]=N(!1);return L(`section`,{class:`card`,children:L(B,{submit:async()=>a(!!await t.run({serverId:e.id,name:n})),action:`Save`,busy:t.busy,failure:t.failure,done:i&&`Saved.`,children:L(z,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0})})})}function Wa({server:e}){let t=bn().id===e?.owner.id;return e?L(`div`,{class:`page`,children:[L(Z,{title:`Settings`}),G(e.viewerPermissions,`MANAGE_SERVER`)&&L(Ua,{server:e},e.id),L(t?Va:Ha,{server:e})]}):L(`div`,{class:`page`,children:[L(Z,{title:`Settings`}),L(X,{})]})}function Ga({close:e}){let t=H($t),[n,r]=N(``);async function i(){let r=await t.run({name:n});r&&(e(),W(U.server(r.createServer.server.id)))}return L(mr,{title:`New server`,close:e,children:L(B,{submit:i,action:`Create server`,busy:t.busy,failure:t.failure,cancel:e,children:L(z,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`Platform team`})})})}function Ka(){let e=bn(),t=Q(Zt,{},({viewer:e})=>e.servers),[n,r]=N(!1),i=t.data?.items,a=L(`button`,{type:`button`,class:`primary`,onClick:()=>r(!0),children:`New server`});return L(`div`,{class:`page`,children:[L(Z,{title:`Servers`,action:i?.length?a:void 0,children:`A server groups channels and the people who see them.`}),L(R,{failure:t.failure,again:t.reload}),!i&&!t.failure&&L(X,{}),i?.length===0&&L(hr,{title:`No server yet`,children:[L(`p`,{children:`Make one, add a channel, and give a program the URL of a webhook to post there.`}),a]}),L(`ul`,{class:`list`,children:i?.map(({id:t,name:n,owner:r})=>L(`li`,{children:L(`a`,{class:`row`,href:U.server(t),children:[L(Hr,{id:t,name:n}),L(`span`,{class:`row-text`,children:[L(`bdi`,{class:`row-title`,children:n}),L(`span`,{class:`row-detail`,children:r.id===e.id?`Yours`:L(x,{children:[`Owned by `,L(`bdi`,{children:r.name})]})})]})]})},t))}),L(gr,{list:t}),n&&L(Ga,{close:()=>r(!1)})]})}function qa({webhook:e}){let t=H(on),n=Q(Tt,{serverId:e.channel.server.id},({server:e})=>e?.channels,!0),[r,i]=N(e.name),[a,o]=N(e.avatarUrl??``),[s,c]=N(e.channel.id),l=(n.data?.items??[e.channel]).map(({id:e,name:t})=>[e,`#${t}`]);return L(`section`,{class:`card`,children:[L(`h2`,{children:`Details`}),L(B,{submit:()=>void t.run({webhookId:e.id,name:r,avatarUrl:a.trim()||null,channelId:s}),action:`Save`,busy:t.busy,failure:t.failure,children:[L(`div`,{class:`columns`,children:[L(z,{label:`Name`,name:`name`,value:r,change:i,failure:t.failure,required:!0}),L(kr,{label:`Channel`,value:s,change:c,options:l})]}),L(z,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:a,change:o,failure:t.failure,placeholder:`https://example.com/bot.png`,hint:`Messages keep the name and avatar that they were posted with.`})]})]})}var Ja=`curl -X POST "$WEBHOOK_URL" \\
  -H 'Content-Type: application/json' \\
  -d '{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}' --fail-with-body
`,Ya=`package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
)

func main() {
	response, err := http.Post(os.Getenv("WEBHOOK_URL"), "application/json",
		strings.NewReader(\`{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}\`))
	if err != nil {
		log.Fatal(err)
	}
	var answer struct {
		Message struct{ ID string }
		Detail  string
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		log.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		log.Fatal(answer.Detail)
	}
	fmt.Println("Message ID:", answer.Message.ID)
}
`,Xa=`const response = await fetch(process.env.WEBHOOK_URL, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ content: 'Deploy completed successfully.', name: 'CI Bot', avatarUrl: null }),
});
const { message, detail } = await response.json();
if (!response.ok) throw new Error(detail);
console.log('Message ID:', message.id);
`,Za=`<?php
$answer = json_decode(file_get_contents(getenv('WEBHOOK_URL'), false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/json',
    'content' => json_encode(['content' => 'Deploy completed successfully.', 'name' => 'CI Bot', 'avatarUrl' => null]),
    'ignore_errors' => true, // a refusal is an answer too
]])));
if (!isset($answer->message)) {
    fwrite(STDERR, ($answer->detail ?? 'There is no answer.') . "\\n");
    exit(1);
}
echo 'Message ID: ', $answer->message->id, "\\n";
`,Qa=`import json, os, urllib.error, urllib.request

request = urllib.request.Request(
    os.environ["WEBHOOK_URL"],
    data=json.dumps({"content": "Deploy completed successfully.", "name": "CI Bot", "avatarUrl": None}).encode(),
    headers={"Content-Type": "application/json"},
)
try:
    with urllib.request.urlopen(request) as response:
        print("Message ID:", json.load(response)["message"]["id"])
except urllib.error.HTTPError as error:
    raise SystemExit(json.load(error)["detail"])
`,$a=(e,t,n,r=``)=>i=>e.trimEnd().replace(r,``).replace(t,()=>n+i+n),eo=[{name:`cURL`,run:`Paste it into a terminal.`,code:$a(Ja,`"$WEBHOOK_URL"`,`'`)},{name:`Node.js`,run:`Save it as post.mjs, then: node post.mjs`,code:$a(Xa,`process.env.WEBHOOK_URL`,`'`)},{name:`Python`,run:`Save it as post.py, then: python3 post.py`,code:$a(Qa,`os.environ["WEBHOOK_URL"]`,`"`,`os, `)},{name:`Go`,run:`Save it as post.go, then: go run post.go`,code:$a(Ya,`os.Getenv("WEBHOOK_URL")`,`"`,`	"os"
`)},{name:`PHP`,run:`Save it as post.php, then: php post.php`,code:$a(Za,`getenv('WEBHOOK_URL')`,`'`)}];function to({url:e}){let[t,n]=N(0),r=F([]),i=Ne(),{run:a,code:o}=eo[t],s=o(e);function c(e){let i={ArrowRight:1,ArrowLeft:-1}[e.key];if(!i)return;let a=(t+i+eo.length)%eo.length;n(a),r.current[a]?.focus()}return L(`div`,{class:`snippets`,children:[L(`div`,{class:`tabs`,children:[L(`div`,{role:`tablist`,"aria-label":`Language`,onKeyDown:c,children:eo.map(({name:e},a)=>L(`button`,{ref:e=>void(r.current[a]=e),type:`button`,role:`tab`,id:`${i}-${a}`,"aria-controls":`${i}-panel`,"aria-selected":a===t,tabIndex:a===t?0:-1,onClick:()=>n(a),children:e},e))}),L(gt,{text:s})]}),L(`pre`,{role:`tabpanel`,id:`${i}-panel`,"aria-labelledby":`${i}-${t}`,tabIndex:0,children:L(`code`,{children:s})}),L(`p`,{children:a})]})}function no({webhookId:e,channel:t,url:n}){let{arrived:r,broken:i}=ro(e,t.id),a=H(ln);return L(`section`,{class:`test-message`,children:[L(`div`,{class:`section-head`,children:[L(`div`,{children:[L(`h2`,{children:`Watch it work`}),L(`p`,{children:[`Whatever is posted to the URL appears here and in `,L(`a`,{href:U.channel(t.id),children:[`#`,L(`bdi`,{children:t.name})]}),`, live.`]})]}),L(`button`,{type:`button`,disabled:a.busy,onClick:()=>a.run({appId:e,token:Na(n),content:`This is a **test message** from the portal. It works.`}),children:`Send a test message`})]}),L(R,{failure:a.failure??i}),L(`div`,{class:`arrivals`,role:`log`,"aria-label":`What has arrived`,children:[r.length===0&&L(`p`,{class:`waiting`,children:`Nothing yet. Listening…`}),r.map(e=>L(Pi,{message:e},e.id))]})]})}function ro(e,t){let[n,r]=N([]),[i,a]=N();return P(()=>{let n={channelId:t};return Hn(Wt,n,({channelEvents:{cursor:t,kind:i,message:a}})=>{n.after=t,i===`MESSAGE_POSTED`&&a.author.id===e&&r(e=>[...e,a].slice(-3))},a)},[e,t]),{arrived:n,broken:i}}function io({webhook:e}){let t=H(on),n=H(sn),[r,i]=N(!1),a=()=>void t.run({webhookId:e.id,enabled:!e.enabled});async function o(){await n.run({webhookId:e.id})&&(Aa(e.id),W(U.server(e.channel.server.id,`webhooks`)))}return L(`section`,{class:`card`,children:[L(`h2`,{children:e.enabled?`Disable or delete`:`Enable or delete`}),L(`p`,{children:e.enabled?`Disabled, it refuses posts with 403 until it is enabled again; its URL stays the same.`:`It is disabled: posts are refused with 403 WEBHOOK_DISABLED.`}),L(R,{failure:t.failure}),L(`div`,{class:`actions`,children:[L(`button`,{type:`button`,disabled:t.busy,onClick:a,children:e.enabled?`Disable`:`Enable`}),L(`button`,{type:`button`,class:`danger`,onClick:()=>i(!0),children:`Delete…`})]}),r&&L($,{title:`Delete ${e.name}?`,action:`Delete webhook`,busy:n.busy,failure:n.failure,confirm:o,close:()=>i(!1),children:L(`p`,{children:[`Its URL stops working at once and for good: every program that posts to it gets `,L(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),`. What it posted stays.`]})})]})}function ao({webhook:e,url:t}){let n=H(cn),[r,i]=N(!1);async function a(){let t=await n.run({webhookId:e.id});t&&(ka(e.id,t.regenerateWebhookUrl.url),i(!1))}return L(`section`,{class:t?`card once`:`card`,children:[L(`h2`,{children:t?`Copy the URL now`:`URL`}),L(`p`,{children:t?`It is shown this once. Whoever has it can post: keep it like a password.`:`It was shown when it was made, and cannot be shown again. Lost, or seen by somebody? Make a new one.`}),t&&L(Or,{label:`Webhook URL`,value:t}),L(`div`,{class:`actions`,children:L(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:`Regenerate URL…`})}),r&&L($,{title:`Make a new URL?`,action:`Regenerate URL`,busy:n.busy,failure:n.failure,confirm:a,close:()=>i(!1),children:[L(`p`,{children:[`The present URL stops working at once: every program that posts to it gets `,L(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),` until it has the new one.`]}),L(`p`,{children:`Messages, name and channel stay as they are.`})]})]})}function oo({webhookId:e}){let{data:t,failure:n,reload:r}=Xn(rn,{id:e});return sr(t?.webhook?.name??``),t?.webhook===null?L(Wr,{what:`webhook`}):L(`div`,{class:`page`,children:[L(R,{failure:n,again:r}),t?L(so,{webhook:t.webhook}):!n&&L(X,{})]})}function so({webhook:e}){let t=Ma(e.id);return L(x,{children:[L(`header`,{class:`page-head`,children:[L(Hr,{id:e.id,name:e.name,picture:{of:e.id,url:e.avatarUrl}}),L(`div`,{class:`grow`,children:[L(`h1`,{children:[L(`bdi`,{children:e.name}),L(ji,{}),!e.enabled&&L(`span`,{class:`tag off`,children:`Disabled`})]}),L(`p`,{class:`lead`,children:[`Posts into `,L(`a`,{href:U.channel(e.channel.id),children:[`#`,L(`bdi`,{children:e.channel.name})]}),` · `,L(co,{webhook:e})]})]})]}),L(ao,{webhook:e,url:t}),L(`section`,{children:[L(`h2`,{children:`Post from anywhere`}),L(`p`,{children:t?`The URL is filled in.`:`Put the URL in the place of the one below.`}),L(to,{url:t??`${new URL(`.`,document.baseURI).href}webhooks/${e.id}/TOKEN`}),L(`p`,{class:`hint`,children:[L(`code`,{children:`name`}),` and `,L(`code`,{children:`avatarUrl`}),` are this message’s own: leave them out, and it has the webhook’s. To retry safely send the header `,L(`code`,{children:`Idempotency-Key`}),`: for 24 hours the same key and message post once.`]})]}),t&&L(no,{webhookId:e.id,channel:e.channel,url:t},e.channel.id),L(qa,{webhook:e},e.id),L(io,{webhook:e})]})}function co({webhook:{lastUsedAt:e,creator:t,createdAt:n}}){return L(x,{children:[e?L(x,{children:[`last used `,L(Dr,{at:e})]}):`never used`,` · `,`made `,t&&L(x,{children:[`by `,L(`bdi`,{children:t.name})]}),` `,L(Dr,{at:n})]})}function lo({serverId:e}){let t=Q(nn,{serverId:e},({server:e})=>e?.webhooks);if(t.data===null)return L(Wr,{what:`server`});let n=t.data?.items,r=L(`a`,{class:`button primary`,href:U.newWebhook(e),children:`New webhook`});return L(`div`,{class:`page`,children:[L(Z,{title:`Webhooks`,action:n?.length?r:void 0,children:`A webhook is a URL. Whatever is posted to it becomes a message.`}),L(R,{failure:t.failure,again:t.reload}),!n&&!t.failure&&L(X,{}),n?.length===0&&L(hr,{title:`No webhook yet`,children:[L(`p`,{children:`Make one, and paste its URL where your build, deploy or alerting tool asks for a webhook.`}),r]}),L(`ul`,{class:`list`,children:n?.map(({id:e,name:t,avatarUrl:n,channel:r,enabled:i,lastUsedAt:a})=>L(`li`,{children:L(`a`,{class:`row`,href:U.webhook(e),children:[L(Hr,{id:e,name:t,picture:{of:e,url:n}}),L(`span`,{class:`row-text`,children:[L(`bdi`,{class:`row-title`,children:t}),L(`span`,{class:`row-detail`,children:[`#`,L(`bdi`,{children:r.name})]})]}),L(`span`,{class:`row-aside`,children:i?a?L(x,{children:[`Used `,L(Dr,{at:a})]}):`Never used`:L(`span`,{class:`tag off`,children:`Disabled`})})]})},e))}),L(gr,{list:t})]})}var uo={channels:Ba,webhooks:lo,members:Ta,roles:Ra,"audit-log":Gr,settings:Wa};function fo({route:e,server:t}){switch(e.page){case`servers`:return L(Ka,{});case`server`:{let n=uo[e.section];return L(n,{serverId:e.serverId,server:t?.id===e.serverId?t:null})}case`newWebhook`:return L(Pa,{serverId:e.serverId,channelId:e.channelId});case`webhook`:return L(oo,{webhookId:e.webhookId});case`channel`:return L(ca,{channelId:e.channelId});case`tokens`:return L(Pr,{});case`account`:return L(cr,{});default:return L(Wr,{})}}function po({route:e,signedOut:t}){let n=bn(),[r,i]=N(!1);return L(`div`,{class:`account`,children:[L(`a`,{class:`link`,href:U.tokens,"aria-current":e.page===`tokens`?`page`:void 0,children:[L(Y,{name:`key`}),`Access tokens`]}),L(`a`,{class:`link`,href:`playground`,children:[L(Y,{name:`play`}),`Playground`]}),L(`div`,{class:`me`,children:[L(`a`,{class:`link`,href:U.account,title:`Account`,"aria-current":e.page===`account`?`page`:void 0,children:[L(Hr,{id:n.id,name:n.name}),L(`bdi`,{children:n.name})]}),L(`button`,{type:`button`,class:`plain`,onClick:()=>ot().then(t,()=>i(!0)),title:`Sign out`,children:[L(Y,{name:`leave`}),L(`span`,{class:`out-of-sight`,children:`Sign out`})]})]}),r&&L(`p`,{class:`hint`,role:`alert`,children:`Signing out did not work: the server does not answer. You are still signed in.`})]})}function mo({serverId:e,currentId:t,create:n}){let{data:r}=Q(Tt,{serverId:e},({server:e})=>e?.channels,!0),[i,a]=N(!1);return L(x,{children:[L(`div`,{class:`group`,children:[L(`h2`,{children:`Channels`}),n&&L(`button`,{type:`button`,class:`plain`,onClick:()=>a(!0),title:`New channel`,children:[L(Y,{name:`plus`}),L(`span`,{class:`out-of-sight`,children:`New channel`})]})]}),r?.items.map(({id:e,name:n})=>L(`a`,{class:`link`,href:U.channel(e),"aria-current":e===t?`page`:void 0,children:[L(Y,{name:`hash`}),L(`bdi`,{children:n})]},e)),i&&L(za,{serverId:e,close:()=>a(!1)})]})}function ho(){let{data:e}=Q(Zt,{},({viewer:e})=>e.servers);return L(x,{children:[L(`div`,{class:`group`,children:L(`h2`,{children:`Servers`})}),e?.items.map(({id:e,name:t})=>L(`a`,{class:`link`,href:U.server(e),children:[L(Hr,{id:e,name:t}),L(`bdi`,{children:t})]},e))]})}function go({server:e,route:t,signedOut:n}){return L(`nav`,{id:`sidebar`,class:`sidebar`,"aria-label":`Pages`,children:[L(`a`,{class:`brand`,href:U.servers,children:[L(`img`,{src:`assets/icon.svg`,alt:``,width:`24`,height:`24`}),`Chattr`]}),L(`div`,{class:`links`,children:e?L(_o,{server:e,route:t}):L(ho,{})}),L(po,{route:t,signedOut:n})]})}function _o({server:e,route:t}){let n=t.page===`server`?t.section:t.page===`webhook`||t.page===`newWebhook`?`webhooks`:``,r=G(e.viewerPermissions,`MANAGE_SERVER`);return L(x,{children:[L(`a`,{class:`link up`,href:U.servers,children:[L(Y,{name:`back`}),`All servers`]}),L(`a`,{class:`server-name`,href:U.server(e.id),"aria-current":n===`channels`?`page`:void 0,children:L(`bdi`,{children:e.name})}),vo.map(t=>(r||t.forAll)&&L(yo,{server:e.id,current:n,...t},t.section)),L(mo,{serverId:e.id,currentId:t.page===`channel`?t.channelId:``,create:G(e.viewerPermissions,`MANAGE_CHANNELS`)})]})}var vo=[{section:`webhooks`,icon:`webhook`,label:`Webhooks`,forAll:!1},{section:`members`,icon:`people`,label:`Members`,forAll:!0},{section:`roles`,icon:`shield`,label:`Roles`,forAll:!0},{section:`audit-log`,icon:`list`,label:`Audit log`,forAll:!1},{section:`settings`,icon:`settings`,label:`Settings`,forAll:!0}];function yo({server:e,section:t,current:n,icon:r,label:i}){return L(`a`,{class:`link`,href:U.server(e,t),"aria-current":t===n?`page`:void 0,children:[L(Y,{name:r}),i]})}function bo(e){let t=Xn(Et,e.page===`channel`?{id:e.channelId}:null),n=Xn(rn,e.page===`webhook`?{id:e.webhookId}:null),r=`serverId`in e?e.serverId:t.data?.channel?.server.id??n.data?.webhook?.channel.server.id,{data:i}=Xn(Qt,r?{id:r}:null),a=F(null),o=`serverId`in e||e.page===`channel`||e.page===`webhook`;return i&&(a.current=i.server),o?a.current:null}function xo({signedOut:e}){let t=vn(),n=bo(t),[r,i]=N(!1),a=F(null),o=JSON.stringify(t);return P(()=>{i(!1),a.current?.scrollTo(0,0)},[o]),L(`div`,{class:`layout ${r?`menu-open`:``}`,onKeyDown:e=>e.key===`Escape`&&i(!1),children:[L(`a`,{class:`skip`,href:`#main`,onClick:e=>(e.preventDefault(),a.current?.focus()),children:`Skip to the content`}),L(`header`,{class:`bar`,children:[L(`button`,{type:`button`,class:`plain`,"aria-expanded":r,"aria-controls":`sidebar`,onClick:()=>i(!r),children:[L(Y,{name:`menu`}),L(`span`,{class:`out-of-sight`,children:`Menu`})]}),L(`bdi`,{class:`bar-title`,children:n?.name??`Chattr`})]}),L(go,{server:n,route:t,signedOut:e}),L(`div`,{class:`shade`,onClick:()=>i(!1)}),L(`main`,{id:`main`,ref:a,tabIndex:-1,children:L(fo,{route:t,server:n},o)})]})}function So(){let[{entrance:e,failure:t,invited:n},r]=N({}),i=e=>r(t=>({...t,...e}));async function a(){try{i({failure:void 0,...await Co(ut())})}catch(e){let t=e instanceof I?e:He();i({failure:t,entrance:await nt().catch(()=>void 0)})}}function o(t,n){Gn(),i({entrance:e&&{...e,user:t},failure:void 0}),n&&(i({invited:void 0}),W(U.server(n)))}function s(){Vn(),Gn(),ja(),i({entrance:e&&{...e,user:null},failure:void 0,invited:void 0}),a()}P(()=>{a();let e=()=>/^#(sign-in|invite|sign-in-error)=/.test(location.hash)&&void a();return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),P(()=>fn.listen(s));let c=e?.user;return er(e?.avatars??!1),!e&&!t?null:!c||t?L(yt,{way:e,failure:t,invited:n,enter:o,start:a,goOn:()=>i({failure:void 0})}):L(yn.Provider,{value:c,children:n?L(xn,{invited:n,close:()=>i({invited:void 0})}):L(xo,{signedOut:s})})}async function Co({signIn:e,invite:t,error:n}){if(n)return{entrance:await nt(),failure:Xe(n)};if(!e&&!t)return{entrance:await nt()};if(Gn(),e)return{entrance:await rt(e)};let[r,i]=await Promise.all([nt(),st(t)]);return{entrance:r,invited:{...i,secret:t}}}A(L(So,{}),document.getElementById(`portal`));