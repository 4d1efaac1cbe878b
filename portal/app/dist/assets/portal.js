var e,t,n,r,i,a,o,s,c,l,u,d=Symbol.for(`pv`),f={},p=[],m=/^m(i|n|o|s|text|space)$/,h=Array.isArray,g=p.slice,_=Object.assign;function v(e){e&&e.parentNode&&e.remove()}function y(e,t,n){var r,i,a,o={},s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?g.call(arguments,2):n),b(e,o,r,i,null)}function b(n,r,i,a,o){var s={type:n,props:r,key:i,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:d,__v:o||++t,__i:-1,__u:0};return!o&&e.vnode&&e.vnode(s),s}function x(e){return e.children}function S(e,t){this.props=e,this.context=t,this.__g=0}function C(e,t){if(t==null)return e.__&&C(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!=`function`||e.props.__P?null:C(e)}function w(t){var n,r=t.__v,i=r.__e,a=[],o=[],s=t.__P;s&&((n=_({constructor:d},r)).__v=r.__v+1,e.vnode&&e.vnode(n),se(s,n,r,t.__n,s.namespaceURI,32&r.__u?[i]:null,a,i||C(r),32&r.__u,o),n.__v=r.__v,n.__.__k[n.__i]=n,ue(a,n,o),r.__=r.__e=null,n.__e!=i&&T(n))}function T(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),T(e)}function E(t){(8&t.__g||(t.__g|=8,n.push(t),i++))&&r==e.debounceRendering||((r=e.debounceRendering)||queueMicrotask)(D)}function D(){try{for(var e,t=1;n.length;)n.length>t&&n.sort(a),e=n.shift(),t=n.length,8&e.__g&&w(e)}finally{(i=n.length)&&(r||queueMicrotask)(D)}}function ee(e,t,n,r,i,a,o,s,c,l,u){var d,m,h,g,_,v,y=r.__k||p,b=t.length;for(c=te(n,t,y,c,b),d=0;d<b;d++)(h=n.__k[d])!=null&&(m=~h.__i&&y[h.__i]||f,h.__i=d,v=se(e,h,m,i,a,o,s,c,l,u),g=h.__e,(m.ref!=h.ref||8&m.__u)&&(m.ref&&O(m.ref,null,h,m),h.ref&&u.push(h.ref,h.__c||g,h)),_||=g,4&h.__u?(c=ne(h,c,e,!m.__v),m.__e&&(m.__e=null)):typeof h.type==`function`&&v!==void 0?c=v:g&&(c=g.nextSibling),h.__u&=-21);return n.__e=_,c}function te(e,t,n,r,i){var a,o,s,c,l,u,f,p,m,g=n.length,_=g,v=0,y=0,S=e.__k=Array(i);for(a=0;a<i;a++)(o=t[a])!=null&&typeof o!=`boolean`&&typeof o!=`function`?(typeof o!=`object`||o.constructor===String?o=S[a]=b(null,o):h(o)?o=S[a]=b(x,{children:o}):o.constructor===d&&o.__b?o=S[a]=b(o.type,o.props,o.key,o.ref,o.__v):S[a]=o,c=a+v,o.__=e,o.__b=e.__b+1,s=null,~(l=o.__i=re(o,n,c,_))&&(_--,(s=n[l])&&(s.__u|=2)),s&&s.__v?(o.__u|=16,l==c-1?v--:l==c+1?v++:l!=c&&(l>c?v--:v++,y=1)):(~l||(i>g?v--:i<g&&v++),typeof o.type!=`function`&&(o.__u|=4))):S[a]=null;if(y){for(u=[],f=[],a=0;a<i;a++)if((o=S[a])&&16&o.__u){for(v=0,p=u.length;v<p;)u[m=v+p>>1]<o.__i?v=m+1:p=m;u[v]=o.__i,f[a]=v+1}for(v=u.length;a--;)f[a]&&(f[a]==v?v--:S[a].__u|=4)}if(_)for(a=0;a<g;a++)!(s=n[a])||2&s.__u||(s.__e==r&&(r=C(s)),fe(s,s));return r}function ne(e,t,n,r){var i,a,o,s;if(typeof e.type==`function`){if(e.props.__P)return t;if(i=e.__k)for(a=0;a<i.length;a++)i[a]&&(i[a].__=e,t=ne(i[a],t,n,!1));return t}for(t&&!t.parentNode&&(t=C(e))&&!t.parentNode&&(t=null),o=e.__e,s=t;s&&s.nodeType==8;)s=s.nextSibling;for(o!=s&&(!r&&n.moveBefore&&o.parentNode?n.moveBefore(o,t):n.insertBefore(o,t||null)),t=o;(t&&=t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(`$s`););return t}function re(e,t,n,r){var i,a=e.key,o=e.type,s=t[n],c=s&&!(2&s.__u);if(s===null&&a==null||c&&a==s.key&&o==s.type)return n;if(r>+!!c){for(i=n-1;i>=0;i--)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i;for(i=n+1;i<t.length;i++)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i}return-1}function ie(e,t,n){n??=``,t[0]==`-`?e.setProperty(t,n):e[t]=n}function ae(e,t,n,r,i){var a,o;if(t==`style`){if(typeof n==`string`)e.style.cssText=n;else{if(typeof r==`string`&&(e.style.cssText=r=``),r)for(t in r)n&&t in n||ie(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||ie(e.style,t,n[t])}}else if(t[0]==`o`&&t[1]==`n`)typeof n!=`function`&&(n=null),typeof r!=`function`&&(r=null),(e.__e||={})[t]=n,n&&r||(o=l[t]||(l[t]=oe(t)),(e.__a||={})[t]=c,a=t!=(t=t.replace(s,`$1`)),(t=t.slice(2))[0]<`a`&&(t=t.toLowerCase()),n?e.addEventListener(t,o,a):e.removeEventListener(t,o,a));else{if(i==`http://www.w3.org/2000/svg`)t=t.replace(/xlink(H|:h)/,`h`).replace(/sName$/,`s`);else if(t!=`width`&&t!=`height`&&t!=`href`&&t!=`list`&&t!=`form`&&t!=`tabIndex`&&t!=`download`&&t!=`rowSpan`&&t!=`colSpan`&&t!=`role`&&t!=`popover`&&t in e)try{e[t]=n??``;return}catch{}if(typeof n==`function`)return;n==null||!1===n&&t[4]!=`-`?e.removeAttribute(t):e.setAttribute(t,t==`popover`&&n==1?``:n)}}function oe(t){return function(n){var r=this.__e;if(r){if(r=r[t],n[o]==null)n[o]=c++;else if(n[o]<this.__a[t])return;return r(e.event?e.event(n):n)}}}function se(t,n,r,i,a,o,s,c,l,u){var f,m,g,y,b,w,T,E,D,te,ne,re,ie,ae,oe,se,ue,O,me=n.type;if(n.constructor!==d)return null;128&r.__u&&(l=32&r.__u,f=r.__c.__z)&&(n.__u|=l,m=o=[],f.nodeType==8?c=ce(f,o):o.push(f),c=o[0]||c),(f=e.__b)&&f(n);n:if(typeof me==`function`){g=s.length;try{if(E=n.props,D=(f=me.prototype)&&f.render,te=(f=me.contextType)&&i[f.__c],ne=f?te?te.props.value:f.__:i,(y=r.__c)?(n.__c=y,2&y.__g&&(y.__g|=1)):(D?n.__c=y=new me(E,ne):(n.__c=y=new S(E,ne),y.constructor=me,y.render=pe),te&&te.sub(y),y.state||(y.state={}),y.__n=i,y.__g|=8,y.__h=[],y.__k=[]),D&&(y.__s||(y.__s=y.state),me.getDerivedStateFromProps&&(y.__s==y.state&&(y.__s=_({},y.__s)),_(y.__s,me.getDerivedStateFromProps(E,y.__s)))),b=y.props,w=y.state,y.__v=n,r.__c){if(E!==b&&D&&!me.getDerivedStateFromProps&&y.componentWillReceiveProps&&y.componentWillReceiveProps(E,ne),n.__v==r.__v&&!(8&y.__g)||!(4&y.__g)&&y.shouldComponentUpdate&&!1===y.shouldComponentUpdate(E,y.__s,ne)){n.__v!=r.__v&&(y.props=E,y.state=y.__s,y.__g&=-9),n.__e=r.__e,n.__k=r.__k,n.__k.some(function(e){e&&(e.__=n)}),p.push.apply(y.__h,y.__k),y.__k=[],y.__h.length&&s.push(y),c=C(r);break n}y.componentWillUpdate&&y.componentWillUpdate(E,y.__s,ne),D&&y.componentDidUpdate&&y.__h.push(function(){y.componentDidUpdate(b,w,T)})}else D&&!me.getDerivedStateFromProps&&y.componentWillMount&&y.componentWillMount(),D&&y.componentDidMount&&y.__h.push(y.componentDidMount);y.context=ne,y.props=E,y.__P=t,y.__g&=-5,re=e.__r,ie=D?25:0;do y.__g&=-9,re&&re(n),f=y.render(y.props,y.state=y.__s,y.context);while(8&y.__g&&++ie<25);D&&(p.push.apply(y.__h,y.__k),y.__k=[]),y.state=y.__s,y.getChildContext&&(i=_({},i,y.getChildContext())),D&&r.__c&&y.getSnapshotBeforeUpdate&&(T=y.getSnapshotBeforeUpdate(b,w)),ae=f&&f.type===x&&f.key==null?f.props.children:f,E.__P&&(f=c,a=(t=E.__P).namespaceURI,l=o=null,r.props&&r.props.__P!=t&&(r.__k.some(function(e){e&&fe(e,e)}),r.__k=null),c=r.__k?C(r,0):null),c=ee(t,h(ae)?ae:[ae],n,r,i,a,o,s,c,l,u),E.__P&&(n.__e=null,c=f),n.__u&=-161,m&&m.some(v),y.__h.length&&s.push(y),1&y.__g&&(y.__g&=-4)}catch(t){if(s.length=g,n.__v=null,l||o){if(t&&t.then){if(n.__u|=128|l,o){for(~(ue=o.indexOf(c||void 0))||(ue=o.length);(O=o[ue-1])&&O.nodeType==8;)ue--;for(;ue<o.length;ue++)if(O=o[ue]){if(o[ue]=null,oe){if(O==se)break}else{if(O.nodeType!=8)break;O.data.startsWith(`$s`)&&(se=ce(oe=O))}}}if(!oe){for(;c&&c.nodeType==8&&c.nextSibling;)c=c.nextSibling;oe=c}(f=ce(oe=n.__c.__z||(n.__c.__z=oe)))?(n.__e=oe,c=f):n.__e=c,c&&=c.nextSibling}else o&&o.some(v)}else n.__e=r.__e;n.__k||=r.__k||[],t&&t.then||le(n),e.__e(t,n,r)}}else c=n.__e=de(r.__e,n,r,i,a,o,s,l,u,t);return(f=e.diffed)&&f(n),c}function ce(e,t){if(e&&e.nodeType==8&&e.data.startsWith(`$s`))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith(`$s`))n++;else if(e.data.startsWith(`/$s`)&&!--n)return e}t&&t.push(e)}}function le(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(le))}function ue(t,n,r){for(var i=0;i<r.length;)O(r[i++],r[i++],r[i++]);e.__c&&e.__c(n,t),t.some(function(n){try{t=n.__h,n.__h=[],t.some(function(e){e.call(n)})}catch(t){e.__e(t,n.__v)}})}function de(t,n,r,i,a,o,s,c,l,u){var d,p,_,y,b,x,S,w,T=r.props||f,E=n.props,D=n.type;if(D==`svg`?a=`http://www.w3.org/2000/svg`:D==`math`?a=`http://www.w3.org/1998/Math/MathML`:a||=`http://www.w3.org/1999/xhtml`,o){for(d=0;d<o.length;d++)if((b=o[d])&&(D?b.localName==D:b.nodeType==3)){t=b,o[d]=null;break}}if(!t){if(w=u.ownerDocument||document,!D)return w.createTextNode(E);t=w.createElementNS(a,D,E.is?E:u),c&&=(e.__m&&e.__m(n,o),!1),o=null}if(D){if(u=D==`template`&&t.content||t,o=D==`textarea`&&E.defaultValue!=null?null:o&&g.call(u.childNodes),!c&&o)for(T={},d=0;d<t.attributes.length;d++)T[(b=t.attributes[d]).name]=b.value;for(d in T)b=T[d],d==`dangerouslySetInnerHTML`?_=b:d==`children`||d in E||d==`value`&&`defaultValue`in E||d==`checked`&&`defaultChecked`in E||ae(t,d,null,b,a);for(d in E)b=E[d],d==`children`?y=b:d==`dangerouslySetInnerHTML`?p=b:d==`value`?x=b:d==`checked`?S=b:c&&typeof b!=`function`||T[d]===b||ae(t,d,b,T[d],a);p?(c||_&&(p.__html==_.__html||p.__html==t.innerHTML)||(t.innerHTML=p.__html),n.__k=[]):(_&&(t.textContent=``),(D==`foreignObject`||a==`http://www.w3.org/1998/Math/MathML`&&m.test(D))&&(a=`http://www.w3.org/1999/xhtml`),ee(u,h(y)?y:[y],n,r,i,a,o,s,o?o[0]:r.__k&&C(r,0),c,l),o&&o.some(v)),c&&D!=`textarea`||(d=`value`,D==`progress`&&x==null?t.removeAttribute(d):x==null||x===t[d]&&(D!=`progress`||x)||ae(t,d,x,T[d],a),d=`checked`,S!=null&&S!=t[d]&&ae(t,d,S,T[d],a))}else T===E||c&&t.data==E||(t.data=E);return t}function O(t,n,r,i){try{typeof t==`function`?n?n.__x=t(n)||1:(i&&=i.__c||i.__e)&&(n=i.__x)&&(i.__x=null,typeof n==`function`?n():t(null)):t.current=n}catch(t){e.__e(t,r)}}function fe(t,n,r){var i,a,o,s;if(e.unmount&&e.unmount(t),!(i=t.ref)||i.current&&i.current!=t.__e||O(i,null,n,t),i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){e.__e(t,n)}i.__P=i.__n=null}if(i=t.__k)for(s=0;s<i.length;s++)i[s]&&fe(i[s],n,typeof t.type!=`function`||r&&!t.props.__P);!r&&(i=t.__c)&&(i=i.__z)&&(a=ce(i,o=[]))&&(i==t.__e&&o.some(v),v(a),v(i)),r||v(t.__e),t.__e=t.__c=t.__=null}function pe(e,t,n){return this.constructor(e,n)}function me(t,n){var r,i,a,o;e.__&&e.__(t,n),n.nodeType==9&&(n=n.documentElement),i=(r=t&&32&t.__u)?null:n.__k,n.__k=b(x,{children:[t]}),a=[],o=[],se(n,n.__k,i||f,f,n.namespaceURI,i?null:n.firstChild?g.call(n.childNodes):null,a,i?i.__e:n.firstChild,r,o),ue(a,n.__k,o),n.__k.props.children=null}function he(e){function t(e){var n,r;return this.getChildContext||(n=new Set,(r={})[t.__c]=this,this.getChildContext=function(){return r},this.shouldComponentUpdate=function(e){this.props.value!=e.value&&n.forEach(function(e){e.__g|=4,E(e)})},this.sub=function(e){n.add(e);var t=e.componentWillUnmount;e.componentWillUnmount=function(){n.delete(e),t&&t.call(e)}}),e.children}return t.__c=`__cC`+u++,t.__=e,t.Provider=(t.Consumer=function(e,t){return e.children(t)}).contextType=t,t}e={__e:function(e,t,n,r){for(var a,o,s;t=t.__;)if((a=t.__c)&&!(1&a.__g)){a.__g|=4;try{if((s=(o=a.constructor)&&o.getDerivedStateFromError)&&a.setState(o.getDerivedStateFromError(e)),a.componentDidCatch&&(a.componentDidCatch(e,r||{}),s=1),s&&8&a.__g)return void(a.__g|=2)}catch(t){e=t}}throw i=0,e}},t=0,S.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=_({},this.state)),typeof e==`function`&&(e=e(_({},n),this.props)),e&&(_(n,e),this.__v&&(t&&this.__k.push(t),E(this)))},S.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),E(this))},S.prototype.render=x,n=[],i=0,a=function(e,t){return e.__v.__b-t.__v.__b},o=Symbol(),s=/(PointerCapture)$|Capture$/i,c=0,l={},u=0;var ge,k,_e,ve,ye=Object.is,be=0,xe=[],Se=[],A=e,Ce=A.__b,we=A.__r,Te=A.diffed,Ee=A.__c,De=A.unmount,Oe=A.__;function ke(e,t){A.__h&&A.__h(k,e,be||t),be=0;var n=k.__H||(k.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function j(e){return be=1,Ae(Ue,e)}function Ae(e,t,n){var r=ke(ge++,2);if(r.t=e,!r.__c&&(r.__=[n?n(t):Ue(void 0,t),function(e){var t=(r.__N||r.__)[0],n=r.t(t,e);ye(t,n)||(r.__N=[n,r.__[1]],r.__c.setState({}))}],r.__c=k,!k.__f)){k.__f=!0;var i=k.shouldComponentUpdate;k.shouldComponentUpdate=function(e,t,n){var r=this.__H;if(!r)return!0;var a=!1,o=this.props!=e;if(r.__.some(function(e){e.__N&&(a=!0,ye(e.__[0],e.__N[0])||(o=!0))}),i){var s=i.call(this,e,t,n);return a?s||o:s}return!a||o}}return r.__}function M(e,t){var n=ke(ge++,3);!A.__s&&He(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,k.__H.__h.push(n))}function je(e,t){var n=ke(ge++,4);!A.__s&&He(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,k.__h.push(n))}function N(e){return be=5,Me(function(){return{current:e}},[])}function Me(e,t){var n=ke(ge++,7);return He(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Ne(e,t){return be=8,Me(function(){return e},t)}function Pe(e){var t=k.context[e.__c],n=ke(ge++,9);return n.c=e,t?(n.__??(n.__=!0,t.sub(k)),t.props.value):e.__}function Fe(){var e=ke(ge++,11);if(!e.__){for(var t=k.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__=`P`+n[0]+`-`+n[1]++}return e.__}function Ie(){var e;do{for(;e=Se.shift();)try{Be(e)}catch(t){A.__e(t,{__:(e=e.__P)&&e.__v})}for(;e=xe.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Be),t.__h.some(Ve),t.__h=[]}catch(n){t.__h=[],A.__e(n,e.__v)}}}while(Se.length)}A.__b=function(e){k=null,Ce&&Ce(e)},A.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Oe&&Oe(e,t)},A.__r=function(e){we&&we(e),ge=0;var t=(k=e.__c).__H;t&&(_e==k?k.__h=[]:(t.__h.some(Be),t.__h.some(Ve),ge=0),t.__h=[],t.__.some(function(e){e.__N&&(e.__=e.__N),e.u=e.__N=void 0})),_e=k},A.diffed=function(e){Te&&Te(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&ze(xe.push(t)),t.__H.__.some(function(e){e.u&&(e.__H=e.u)})),_e=k=null},A.__c=function(e,t){t.some(function(e){try{e.__h.some(Be),e.__h=e.__h.filter(function(e){return!e.__||Ve(e)})}catch(t){e.__h=[function(){throw t}]}}),Ee&&Ee(e,t)},A.unmount=function(e){De&&De(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n&&=n.__c}r.__P=n,ze(Se.push(r))}else Be(r)}catch(e){t=e}}),r.__H=void 0,t&&A.__e(t,r.__v))};var Le=typeof requestAnimationFrame==`function`;function Re(e){var t,n=function(){clearTimeout(r),Le&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Le&&(t=requestAnimationFrame(n))}function ze(e){e!=1&&ve==A.requestAnimationFrame||((ve=A.requestAnimationFrame)||Re)(Ie)}function Be(e){var t=k,n=e.__c;typeof n==`function`&&(e.__c=void 0,n()),k=t}function Ve(e){var t=k;e.__c=e.__(),k=t}function He(e,t){return!e||e.length!=t.length||t.some(function(t,n){return!ye(t,e[n])})}function Ue(e,t){return typeof t==`function`?t(e):t}var P=class extends Error{code;fields;constructor(e,t,n=[]){super(t),this.code=e,this.fields=n}},We=()=>new P(`UNREACHABLE`,`The server does not answer. Nothing is lost: try again in a moment.`),Ge=`The answer cannot be read.`;function Ke(e){let{message:t,extensions:n={}}=e[0]??{message:Ge};return Je(t,n,n.requestId)}function qe(e){return Je(e.detail??Ge,e,e.code===`INTERNAL`?e.requestId:void 0)}function Je(e,{code:t=`INTERNAL`,errors:n=[]},r){let i=r?` Tell who runs this Chattr the number ${r}.`:``;return new P(t,(n.length>0?n.map(({field:e,message:t})=>`${Ze(e)} ${t??`is not valid`}.`).join(` `):e)+i,n.map(({field:e})=>Ye(e)))}var Ye=e=>e.split(`.`).at(-1)??e,Xe={current:`Present password`,new:`New password`};function Ze(e){let t=Xe[Ye(e)];if(t)return t;let n=Ye(e).replace(/([a-z])([A-Z])/g,(e,t,n)=>`${t} ${n.toLowerCase()}`).replace(/\burl\b/,`URL`);return n.charAt(0).toUpperCase()+n.slice(1)}var Qe=he({seen:()=>{}}),$e={CANCELLED:(e,t)=>`You are not signed in: you cancelled at ${e}, or it does not let you use Chattr. ${t}`,UNAUTHENTICATED:(e,t)=>`Signing in took too long, or began in another window. ${t}`,ACCOUNT_DISABLED:()=>`Your account is disabled; an administrator of this installation can enable it again.`,FORBIDDEN:e=>`${e} knows you, but you have no account here yet: ask somebody who is here for an invitation link. Or do you have one? Sign in to it, and link ${e} on its account page.`,NOT_FOUND:()=>`This invitation does not work any more: it was used up or revoked, or has expired. Ask for another.`,CONFLICT:(e,t)=>`Somebody took the name for your new account just now. ${t}`,LIMIT_REACHED:()=>`The server you are invited to is full. Tell who invited you.`,PROVIDER_UNAVAILABLE:(e,t)=>`${e} does not answer as it should. ${tt(t)} If it stays so, tell who runs this Chattr: the log says why.`},et={CANCELLED:e=>`Nothing was linked: you cancelled at ${e}, or it does not let you use Chattr.`,SIGNED_OUT:()=>`Nothing was linked: you are not signed in any more. Sign in, and try again.`,UNAUTHENTICATED:(e,t)=>`Nothing was linked: it took too long, or you signed in anew meanwhile. ${t}`,CONFLICT:e=>`Nothing was linked: that account of ${e} signs in somebody else here. Use another one of yours, or have it unlinked there first.`,LIMIT_REACHED:e=>`Nothing was linked: you are linked to another account of ${e} already. Unlink that first.`,PROVIDER_UNAVAILABLE:(e,t)=>`Nothing was linked: ${e} does not answer as it should. ${tt(t)} If it stays so, tell who runs this Chattr: the log says why.`},tt=e=>e.replace(/\.$/,` in a moment.`),nt={link:e=>`Nothing was linked: something went wrong here. ${e}`,signIn:e=>`You are not signed in: something went wrong here. ${e}`},rt=(e,t,n)=>n?.code===`PROVIDER_UNAVAILABLE`?it(e,n.code,t):n;function it(e=`The provider`,t,n){let r=n===`link`,i=n===`invitation`?`Open the invitation link again.`:`Try again.`,a=(r?et:$e)[t]?.(e,i)??nt[r?`link`:`signIn`](i);return new P(`PROVIDER_${t}`,a)}var at=Symbol.for(`pv`),ot=0;Array.isArray;function F(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:at,__v:--ot,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}function st({failure:e,user:t,start:n,goOn:r}){return e?F(x,{children:[F(`div`,{class:`problem`,role:`alert`,children:[F(`p`,{children:ct(e)}),t&&F(`p`,{children:[`You are still signed in as `,F(`bdi`,{children:t.name}),`.`]})]}),t&&F(`button`,{type:`button`,class:`primary wide`,onClick:r,children:`Go on`}),e.code===`UNREACHABLE`&&F(`button`,{type:`button`,class:`primary wide`,onClick:n,children:`Try again`})]}):null}function ct({code:e,message:t}){switch(e){case`UNAUTHENTICATED`:return`This sign-in link does not work any more: it was used already or has expired.`;case`NOT_FOUND`:return`This invitation does not work any more: it was used up or revoked, or has expired. Ask for another.`;default:return t}}function I({failure:e,again:t}){return e?F(`div`,{class:`problem`,role:`alert`,children:[F(`p`,{children:e.message}),t&&F(`button`,{type:`button`,onClick:t,children:`Try again`})]}):null}async function lt(e,t,n){let r=await fetch(t,{method:e,headers:n?{"content-type":`application/json`}:{},body:n&&JSON.stringify(n)}).catch(()=>null);if(!r)throw We();let i=r.status===204?{}:await r.json().catch(()=>null);if(!i)throw We();if(!r.ok)throw qe(i);return i}var ut=()=>lt(`GET`,`session`),dt=e=>lt(`POST`,`session`,{secret:e}),ft=(e,t)=>lt(`POST`,`session`,{login:e,password:t}),pt=e=>lt(`POST`,`sign-up`,e),mt=(e=!1)=>lt(`DELETE`,e?`session?everywhere=true`:`session`),ht=e=>lt(`POST`,`invitation`,{secret:e}),gt=e=>lt(`POST`,`oidc/start`,{invitation:e??``}),_t=e=>lt(`POST`,`oidc/start`,{link:!0,current:e}),vt=(e,t)=>lt(`PUT`,`password`,{current:e,new:t}),yt=e=>/^#(sign-in|invite|linked|sign-in-error)=/.test(e);function bt(){if(!yt(location.hash))return{};let e=new URLSearchParams(location.hash.slice(1)),t=t=>e.get(t)??void 0;return history.replaceState(null,``,location.pathname+location.search),{signIn:t(`sign-in`),invite:t(`invite`),linked:e.has(`linked`),error:t(`sign-in-error`),flow:t(`flow`)}}function xt(){let[e,t]=j({busy:!1});async function n(n){if(!e.busy){t({busy:!0});try{let e=await n();return t({busy:!1}),e}catch(e){t({busy:!1,failure:e instanceof P?e:We()});return}}}return{...e,run:n,clear:()=>t({busy:!1})}}function St({name:e,joining:t,invitation:n}){let r=xt();async function i(){let e=await r.run(()=>gt(n));e&&location.assign(e.url)}return F(`div`,{class:`openid`,children:[F(I,{failure:rt(e,`signIn`,r.failure)}),F(`button`,{type:`button`,class:`wide`,disabled:r.busy,onClick:i,children:F(`span`,{children:[t?`Continue`:`Sign in`,` with `,F(`bdi`,{children:e})]})}),F(`p`,{class:`or`,children:`or`})]})}function L({label:e,name:t,value:n,change:r,hint:i,failure:a,required:o,autofocus:s,placeholder:c,type:l=`text`,autocomplete:u=`off`}){let d=Fe(),f=a?.fields.includes(t);return F(`div`,{class:`field`,children:[F(`label`,{for:d,children:[e,!o&&F(`span`,{class:`optional`,children:` (optional)`})]}),F(`input`,{id:d,name:t,type:l,value:n,required:o,placeholder:c,autocomplete:u,autofocus:s,spellcheck:!1,dir:l===`text`?`auto`:void 0,"aria-invalid":f,"aria-describedby":i&&`${d}-hint`,onInput:e=>r(e.currentTarget.value)}),i&&F(`p`,{class:`hint`,id:`${d}-hint`,children:i})]})}function R({submit:e,action:t,busy:n,failure:r,cancel:i,done:a,children:o}){return F(`form`,{onSubmit:t=>(t.preventDefault(),e()),children:[o,F(I,{failure:r}),F(`div`,{class:`actions end`,children:[a!==void 0&&F(`span`,{class:`done`,role:`status`,children:a}),i&&F(`button`,{type:`button`,onClick:i,children:`Cancel`}),F(`button`,{type:`submit`,class:`primary`,disabled:n,children:t})]})]})}function Ct({enter:e}){let t=xt(),[n,r]=j(``),[i,a]=j(``);async function o(){let r=await t.run(()=>ft(n,i));r?.user&&e(r.user)}return F(R,{submit:o,action:`Sign in`,busy:t.busy,failure:t.failure,children:[F(L,{label:`Name or e-mail`,name:`login`,value:n,change:r,failure:t.failure,required:!0,autocomplete:`username`}),F(L,{label:`Password`,name:`password`,type:`password`,value:i,change:a,failure:t.failure,required:!0,autocomplete:`current-password`})]})}async function wt(e){try{return await navigator.clipboard.writeText(e),!0}catch{return Tt(e)}}function Tt(e){let t=document.createElement(`textarea`),n=document.activeElement;t.value=e,t.className=`out-of-sight`,(document.querySelector(`dialog[open]`)??document.body).append(t),t.select();let r=document.execCommand(`copy`);return t.remove(),n?.focus(),r}function Et({text:e,label:t=`Copy`,primary:n=!1}){let[r,i]=j(``);return M(()=>{let e=r?setTimeout(()=>i(``),2e3):void 0;return()=>clearTimeout(e)},[r]),F(`button`,{type:`button`,class:n?`primary copy`:`copy`,onClick:async()=>i(await wt(e)?`Copied`:`Select it and copy`),children:F(`span`,{"aria-live":`polite`,children:r||t})})}var Dt=`http://127.0.0.1:8080/`,Ot=new URL(`.`,location.href).href,kt=Ot===Dt?`chattr sign-in-link`:`chattr sign-in-link --public-url ${Ot.slice(0,-1)}`;function At(){return F(`section`,{class:`with-link`,children:[F(`h2`,{children:`Or with a link`}),F(`p`,{children:`For the first sign-in, and for a forgotten password: ask an administrator for a link, or print one on the machine that runs Chattr, where and with the settings it runs with. It works once, within 24 hours.`}),F(`div`,{class:`command`,children:[F(`code`,{children:kt}),F(Et,{text:kt})]})]})}function jt({invited:e,enter:t}){let n=xt(),[r,i]=j(``),[a,o]=j(``),[s,c]=j(``);async function l(){let i=await n.run(()=>pt({name:r,password:s,email:a.trim()||null,invitation:e?.secret}));i&&t(i.user,i.serverId)}return F(R,{submit:l,action:e?`Make an account and join`:`Make an account`,busy:n.busy,failure:n.failure,children:[F(L,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autocomplete:`username`,hint:`What others see.`}),F(L,{label:`Password`,name:`password`,type:`password`,value:s,change:c,failure:n.failure,required:!0,autocomplete:`new-password`,hint:`10 characters or more.`}),F(L,{label:`E-mail`,name:`email`,type:`email`,value:a,change:o,failure:n.failure,autocomplete:`email`,hint:`For signing in only: only administrators see it, and nothing is sent to it.`})]})}function Mt({way:e,failure:t,invited:n,enter:r,start:i,goOn:a}){let[o,s]=j(!n),c=!!n||e?.signUp===`open`,l=n?F(x,{children:[`Join `,F(`bdi`,{children:n.server})]}):`Chattr`;return F(`main`,{class:`entrance`,children:[F(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),F(`h1`,{children:l}),F(`p`,{class:`lead`,children:n?F(x,{children:[F(`bdi`,{children:n.creator}),` invites you to this server on Chattr.`]}):`A home for webhooks that post into text channels, seen live.`}),F(`section`,{class:`card`,children:[F(st,{failure:t,user:e?.user??null,start:i,goOn:a}),e&&!e.user&&e.openIdName&&F(St,{name:e.openIdName,joining:!o,invitation:n?.secret}),e&&!e.user&&(o||!c?F(Ct,{enter:r}):F(jt,{invited:n,enter:r}))]}),e&&!e.user&&c&&F(`p`,{class:`aside`,children:[o?`No account yet? `:`You have an account? `,F(`button`,{type:`button`,class:`as-link`,onClick:()=>s(!o),children:o?`Make one`:`Sign in`})]}),!n&&F(At,{})]})}var z=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new z(`
    fragment AccountEntry on Account {
  user {
    id
    name
  }
  email
  administrator
  enabled
  lastSignedInAt
}
    `,{fragmentName:`AccountEntry`}),new z(`
    fragment Entry on AuditEntry {
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
    `,{fragmentName:`Entry`}),new z(`
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
    `,{fragmentName:`ChannelEntry`}),new z(`
    fragment RoleEntry on Role {
  id
  name
  everyone
  permissions
}
    `,{fragmentName:`RoleEntry`}),new z(`
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
}`,{fragmentName:`MemberEntry`}),new z(`
    fragment MessageEntry on Message {
  id
  content
  author {
    kind
    id
    name
    avatarPath
  }
  createdAt
  editedAt
  deletedAt
}
    `,{fragmentName:`MessageEntry`}),new z(`
    fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}
    `,{fragmentName:`ServerEntry`}),new z(`
    fragment WebhookEntry on Webhook {
  id
  name
  avatarUrl
  avatarPath
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
    `,{fragmentName:`WebhookEntry`});var Nt=new z(`
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
    `),Pt=new z(`
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
    `),Ft=new z(`
    mutation CreateAccessToken($input: CreateAccessTokenInput!) {
  createAccessToken(input: $input) {
    accessToken {
      id
      name
    }
    secret
  }
}
    `),It=new z(`
    mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {
  revokeAccessToken(input: $input) {
    accessToken {
      id
    }
  }
}
    `),Lt=new z(`
    query Administers {
  viewer {
    managesAccounts
  }
}
    `),Rt=new z(`
    query Accounts($search: String, $after: String) {
  accounts(first: 50, after: $after, search: $search) {
    edges {
      node {
        ...AccountEntry
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment AccountEntry on Account {
  user {
    id
    name
  }
  email
  administrator
  enabled
  lastSignedInAt
}`),zt=new z(`
    mutation UpdateAccount($input: UpdateAccountInput!) {
  updateAccount(input: $input) {
    account {
      enabled
      administrator
    }
  }
}
    `),Bt=new z(`
    mutation CreateSignInLink($input: CreateSignInLinkInput!) {
  createSignInLink(input: $input) {
    url
  }
}
    `),Vt=new z(`
    query AuditLog($serverId: ID!, $before: String) {
  server(id: $serverId) {
    auditLog(last: 50, before: $before) {
      edges {
        node {
          ...Entry
        }
      }
      pageInfo {
        hasPreviousPage
        startCursor
      }
    }
  }
}
    fragment Entry on AuditEntry {
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
}`),Ht=new z(`
    query InstallationLog($before: String) {
  auditLog(last: 50, before: $before) {
    edges {
      node {
        ...Entry
      }
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}
    fragment Entry on AuditEntry {
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
}`),Ut=new z(`
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
}`),Wt=new z(`
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
}`),Gt=new z(`
    mutation CreateChannel($input: CreateChannelInput!) {
  createChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),Kt=new z(`
    mutation UpdateChannel($input: UpdateChannelInput!) {
  updateChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),qt=new z(`
    mutation DeleteChannel($input: DeleteChannelInput!) {
  deleteChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),Jt=new z(`
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
}`),Yt=new z(`
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
}`),Xt=new z(`
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
    `),Zt=new z(`
    mutation CreateInvitation($input: CreateInvitationInput!) {
  createInvitation(input: $input) {
    invitation {
      id
    }
    url
  }
}
    `),Qt=new z(`
    mutation RevokeInvitation($input: RevokeInvitationInput!) {
  revokeInvitation(input: $input) {
    invitation {
      id
    }
  }
}
    `),$t=new z(`
    mutation RemoveMember($input: RemoveMemberInput!) {
  removeMember(input: $input) {
    member {
      id
    }
  }
}
    `),en=new z(`
    mutation LeaveServer($input: LeaveServerInput!) {
  leaveServer(input: $input) {
    server {
      id
    }
  }
}
    `),tn=new z(`
    mutation TransferServer($input: TransferServerInput!) {
  transferServer(input: $input) {
    server {
      id
    }
  }
}
    `),nn=new z(`
    mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) {
    role {
      id
    }
  }
}
    `),rn=new z(`
    mutation UpdateRole($input: UpdateRoleInput!) {
  updateRole(input: $input) {
    role {
      id
    }
  }
}
    `),an=new z(`
    mutation DeleteRole($input: DeleteRoleInput!) {
  deleteRole(input: $input) {
    role {
      id
    }
  }
}
    `),on=new z(`
    mutation GiveRole($input: GiveRoleInput!) {
  giveRole(input: $input) {
    role {
      id
    }
  }
}
    `),sn=new z(`
    mutation TakeRole($input: TakeRoleInput!) {
  takeRole(input: $input) {
    role {
      id
    }
  }
}
    `),cn=new z(`
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
    avatarPath
  }
  createdAt
  editedAt
  deletedAt
}`),ln=new z(`
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
    avatarPath
  }
  createdAt
  editedAt
  deletedAt
}`),un=new z(`
    mutation PostMessage($input: PostMessageInput!) {
  postMessage(input: $input) {
    message {
      id
    }
  }
}
    `),dn=new z(`
    mutation EditMessage($input: EditMessageInput!) {
  editMessage(input: $input) {
    message {
      id
    }
  }
}
    `),fn=new z(`
    mutation DeleteMessage($input: DeleteMessageInput!) {
  deleteMessage(input: $input) {
    message {
      id
    }
  }
}
    `),pn=new z(`
    query Account {
  viewer {
    user {
      id
      name
      administrator
    }
    email
    signInMethods
    identities {
      issuer
      createdAt
    }
  }
}
    `),mn=new z(`
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
    `),hn=new z(`
    mutation UnlinkIdentity($input: UnlinkIdentityInput!) {
  unlinkIdentity(input: $input) {
    viewer {
      signInMethods
    }
  }
}
    `),gn=new z(`
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    server {
      id
    }
  }
}
    `),_n=new z(`
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
}`),vn=new z(`
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
}`),yn=new z(`
    mutation CreateServer($input: CreateServerInput!) {
  createServer(input: $input) {
    server {
      id
    }
  }
}
    `),bn=new z(`
    mutation UpdateServer($input: UpdateServerInput!) {
  updateServer(input: $input) {
    server {
      id
    }
  }
}
    `),xn=new z(`
    mutation DeleteServer($input: DeleteServerInput!) {
  deleteServer(input: $input) {
    server {
      id
    }
  }
}
    `),Sn=new z(`
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
  avatarPath
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
}`),Cn=new z(`
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
  avatarPath
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
}`),wn=new z(`
    mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),Tn=new z(`
    mutation UpdateWebhook($input: UpdateWebhookInput!) {
  updateWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),En=new z(`
    mutation DeleteWebhook($input: DeleteWebhookInput!) {
  deleteWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),Dn=new z(`
    mutation RegenerateWebhookUrl($input: RegenerateWebhookUrlInput!) {
  regenerateWebhookUrl(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),On=new z(`
    mutation ExecuteWebhook($input: ExecuteWebhookInput!) {
  executeWebhook(input: $input) {
    message {
      id
    }
  }
}
    `);function kn(){let e=new Set;return{tell:()=>[...e].forEach(e=>e()),listen:t=>(e.add(t),()=>void e.delete(t))}}var An=kn(),jn=kn(),Mn=kn(),Nn=new URL(`graphql`,document.baseURI);async function Pn(e,t){let{data:n,errors:r=[]}=await Fn(JSON.stringify({query:e.toString(),variables:t}));if(r.some(e=>e.extensions?.code===`UNAUTHENTICATED`)&&jn.tell(),!n)throw Ke(r);return n}async function Fn(e){let t=await(await fetch(Nn,{method:`POST`,headers:{"content-type":`application/json`,accept:`application/graphql-response+json, application/json`},body:e}).catch(()=>null))?.json().catch(()=>null);if(!t)throw We();if(t.data===void 0&&!Array.isArray(t.errors))throw qe(t);return t}function B(e){let t=xt(),n=async t=>{let n=await Pn(e,{input:t});return An.tell(),n};return{...t,run:e=>t.run(()=>n(e))}}var In=[`channels`,`webhooks`,`members`,`roles`,`audit-log`,`settings`];function Ln(e){let[t=``,n]=e.replace(/^#?\/?/,``).split(`?`),[r,i=``,a=`channels`,o]=t.split(`/`),s=new URLSearchParams(n).get(`channel`)??void 0;return r?r===`tokens`||r===`account`?{page:r}:r===`accounts`?{page:i===`audit-log`?`installationLog`:`accounts`}:r===`channels`&&i?{page:`channel`,channelId:i}:r===`webhooks`&&i?{page:`webhook`,webhookId:i}:r===`servers`&&i&&a===`webhooks`&&o===`new`?{page:`newWebhook`,serverId:i,channelId:s}:r===`servers`&&i&&In.includes(a)?{page:`server`,serverId:i,section:a}:{page:`missing`}:{page:`servers`}}var V={servers:`#/`,tokens:`#/tokens`,account:`#/account`,accounts:`#/accounts`,installationLog:`#/accounts/audit-log`,server:(e,t=`channels`)=>`#/servers/${e}/${t}`,channel:e=>`#/channels/${e}`,webhook:e=>`#/webhooks/${e}`,newWebhook:(e,t)=>`#/servers/${e}/webhooks/new${t?`?channel=${t}`:``}`},Rn=e=>void(location.hash=e);function zn(){let[e,t]=j(location.hash);return M(()=>{let e=()=>t(location.hash);return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),Ln(e)}var Bn=he({id:``,name:``}),Vn=()=>Pe(Bn),H=(e,t)=>e?.includes(t)||e?.includes(`ADMINISTRATOR`)||!1;function Hn({invited:e,close:t}){let n=Vn(),r=B(gn);async function i(){let n=await r.run({secret:e.secret});n&&(t(),Rn(V.server(n.acceptInvitation.server.id)))}return F(`main`,{class:`entrance`,children:[F(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),F(`h1`,{children:[`Join `,F(`bdi`,{children:e.server})]}),F(`p`,{class:`lead`,children:[F(`bdi`,{children:e.creator}),` invites you to this server.`]}),F(`section`,{class:`card`,children:[F(`p`,{children:[`You are signed in as `,F(`bdi`,{children:n.name}),`.`]}),F(I,{failure:r.failure}),F(`div`,{class:`actions`,children:[F(`button`,{type:`button`,class:`primary`,disabled:r.busy,onClick:i,children:`Join`}),F(`button`,{type:`button`,onClick:t,children:`Not now`})]})]})]})}function U(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function Un(e){return U(e)===`object`}function Wn(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function Gn(e,t){return e.length<124?e:t}var W=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))(W||{}),G=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))(G||{});function Kn(e){if(!Un(e))throw Error(`Message is expected to be an object, but got ${U(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${U(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!Un(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${U(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Un(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${U(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${U(e.payload.query)}`);if(e.payload.variables!=null&&!Un(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${U(e.payload.variables)}`);if(e.payload.operationName!=null&&U(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${U(e.payload.operationName)}`);if(e.payload.extensions!=null&&!Un(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${U(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${U(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Un(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${U(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${U(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Wn(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${U(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function qn(e,t){return Kn(typeof e==`string`?JSON.parse(e,t):e)}function Jn(e,t){return Kn(e),JSON.stringify(e,t)}function Yn(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=Zn,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!$n(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(Jn({type:G.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof Xn&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(Jn(e?{type:G.ConnectionInit,payload:e}:{type:G.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close(W.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close(W.InternalClientError,Gn(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=qn(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(Jn(n.payload?{type:G.Pong,payload:n.payload}:{type:G.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==G.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close(W.BadResponse,Gn(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(Zn(e)&&(Qn(e.code)||[W.InternalServerError,W.InternalClientError,W.BadRequest,W.BadResponse,W.Unauthorized,W.SubprotocolNotAcceptable,W.SubscriberAlreadyExists,W.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(Zn(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function te(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case G.Next:t.next(e.payload);return;case G.Error:i=!0,r=!0,t.error(e.payload),a();return;case G.Complete:r=!0,a();return}});o.send(Jn({id:n,type:G.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(Jn({id:n,type:G.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:te,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=te(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new Xn)}}}var Xn=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function Zn(e){return Un(e)&&`code`in e&&`reason`in e}function Qn(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function $n(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var er=kn(),tr={open:!1,listen:er.listen};function nr(e){tr.open=e,er.tell()}function rr(){let e=new URL(`graphql`,document.baseURI);return e.protocol=e.protocol===`https:`?`wss:`:`ws:`,e.href}var ir=e=>e instanceof CloseEvent,ar=4401,or;function sr(){return or??=Yn({url:rr(),retryAttempts:1/0,shouldRetry:e=>!(ir(e)&&e.code===ar),retryWait:e=>new Promise(t=>setTimeout(t,Math.min(500*2**e,5e3)*(.5+Math.random()))),on:{connected:()=>nr(!0),closed:()=>nr(!1)}})}function cr(){or?.dispose(),or=void 0}function lr(e,t,n,r){return sr().subscribe({query:e.toString(),variables:t},{next:({data:e,errors:t})=>e?n(e):r(Ke(t??[])),error:e=>r(ur(e)),complete:()=>{}})}function ur(e){return Array.isArray(e)?Ke(e):ir(e)?(e.code===ar&&jn.tell(),new P(`CLOSED`,`The stream was closed: ${e.code} ${e.reason}`)):new P(`INTERNAL`,`The stream broke off.`)}var dr=new Map,fr=()=>dr.clear(),pr=new Map;An.listen(()=>pr.clear());function mr(e,t){let n=pr.get(e);if(n)return n;let r=t().finally(()=>pr.get(e)===r&&pr.delete(e));return pr.set(e,r),r}function hr(e,t){let[n,r]=j({key:e,data:dr.get(e)}),i=N({key:e,read:t,run:0});i.current.key=e,i.current.read=t;let a=Ne(()=>{let{key:e,read:t}=i.current,n=++i.current.run,a=t=>{i.current.run===n&&r(n=>({key:e,data:n.key===e?n.data:void 0,...t}))};mr(e,t).then(t=>(dr.set(e,t),a({data:t,failure:void 0})),e=>a({failure:e instanceof P?e:We()}))},[]);M(()=>(a(),()=>void i.current.run++),[e]),M(()=>An.listen(a),[]);let o=n.key===e?n:{data:dr.get(e),failure:void 0};return{data:o.data,failure:o.failure,reload:a}}var gr=new Promise(()=>{});function _r(e,t){return hr(e.toString()+JSON.stringify(t),()=>t?Pn(e,t):gr)}var vr={hash:`M6.5 2 5 14M11 2 9.5 14M2.5 5.5h11M2 10.5h11`,webhook:`M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z`,settings:`M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 4.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0M7 11.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0`,key:`M10.5 9a3.5 3.5 0 1 0-3.3-2.3L2 12v2h2.5v-1.5H6V11h1.5l1-1M11 5.5v.01`,play:`M4.5 3v10l8-5z`,people:`M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.8c1.6.5 2.5 1.8 2.5 3.7`,shield:`M8 1.5 13.5 4v4c0 3-2.2 5.5-5.5 6.5C4.7 13.5 2.5 11 2.5 8V4z`,list:`M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.01M2.5 8v.01M2.5 12v.01`,menu:`M2 4h12M2 8h12M2 12h12`,edit:`M10.5 3 13 5.5 6 12.5 3 13l.5-3z`,delete:`M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4`,back:`M9.5 3.5 5 8l4.5 4.5`,plus:`M8 3v10M3 8h10`,leave:`M6.5 2.5H3v11h3.5M7 8h7M11 5l3 3-3 3`,user:`M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5`};function K({name:e}){return F(`svg`,{class:`icon`,viewBox:`0 0 16 16`,width:`16`,height:`16`,"aria-hidden":`true`,fill:`none`,stroke:`currentColor`,"stroke-width":`1.5`,"stroke-linecap":`round`,"stroke-linejoin":`round`,children:F(`path`,{d:vr[e]})})}var yr=/^(avatars\/[0-9a-f]{32})\?of=\d+$/,br=6e4,xr=new Map,Sr=new Map,Cr=e=>yr.exec(e??``)?.[1];function wr(e){let t=Cr(e);if(!t||Date.now()<(Sr.get(t)??0)+br)return;let n=xr.get(t)??e;return xr.set(t,n),n}function Tr(e){let t=Cr(e);Sr.set(t,Date.now()),xr.delete(t)}var Er=8;function Dr({id:e,name:t,picture:n}){let[r,i]=j(),[,a]=j({}),o=wr(n);return F(`span`,{class:`avatar colour-${Number(e.slice(-6))%Er}`,"aria-hidden":`true`,children:[Or(t),o&&F(`img`,{src:o,alt:``,class:r===o?`loaded`:``,onLoad:()=>i(o),onError:()=>(Tr(o),a({}))},o)]})}function Or(e){let t=e.split(/[^\p{L}\p{N}\p{M}\p{So}]+/u).filter(Boolean),n=e=>e?[...new Intl.Segmenter().segment(e)][0]?.segment??``:``;return(n(t[0])+(t.length>1?n(t.at(-1)):``)).toLocaleUpperCase()||`?`}var kr=new Intl.RelativeTimeFormat(void 0,{style:`short`}),Ar=new Intl.DateTimeFormat(void 0,{dateStyle:`full`,timeStyle:`medium`}),jr=new Intl.DateTimeFormat(void 0,{weekday:`long`,day:`numeric`,month:`long`,year:`numeric`}),Mr=new Intl.DateTimeFormat(void 0,{timeStyle:`short`}),Nr=new Intl.DateTimeFormat(void 0,{dateStyle:`medium`}),Pr=[[`day`,86400],[`hour`,3600],[`minute`,60]],Fr=1209600;function Ir(e,t=Date.now()){let n=(Date.parse(e)-t)/1e3;if(Math.abs(n)<45)return`just now`;if(Math.abs(n)>Fr)return Nr.format(Date.parse(e));let[r,i]=Pr.find(([,e])=>Math.abs(n)>=e)??[`minute`,60],a=n/i;return kr.format(a>0?Math.round(a):Math.trunc(a)||-1,r)}var Lr=e=>Ar.format(Date.parse(e)),Rr=e=>Mr.format(Date.parse(e)),zr=e=>jr.format(Date.parse(e)),Br=kn();setInterval(Br.tell,3e4);function q({at:e}){let[,t]=j({});return M(()=>Br.listen(()=>t({})),[]),F(`time`,{dateTime:e,title:Lr(e),children:Ir(e)})}function J({title:e,close:t,once:n=!1,children:r}){let i=N(null),a=N(!1),o=Fe();return M(()=>{let e=i.current,t=document.activeElement;return e.showModal(),()=>{e.close(),queueMicrotask(()=>t?.isConnected&&t.focus({preventScroll:!0}))}},[]),F(`dialog`,{ref:i,"aria-labelledby":o,onCancel:e=>(e.preventDefault(),n||t()),onMouseDown:e=>e.target===i.current&&!n&&!a.current&&t(),onInput:()=>void(a.current=!0),onKeyDown:e=>n&&e.key===`Escape`&&e.preventDefault(),children:F(`div`,{class:`dialog`,children:[F(`h2`,{id:o,children:e}),r]})})}function Y({title:e,action:t,danger:n=!0,busy:r,failure:i,confirm:a,close:o,children:s}){return F(J,{title:e,close:o,children:[F(`div`,{class:`explain`,children:s}),F(I,{failure:i}),F(`div`,{class:`actions end`,children:[F(`button`,{type:`button`,onClick:o,children:`Cancel`}),F(`button`,{type:`button`,class:n?`danger`:`primary`,disabled:r,onClick:a,children:t})]})]})}var Vr={input:{enabled:!1},danger:!0,when:`Has left, or must not get in for now?`,action:`Disable account`,title:`Disable`,end:``,happens:[`They are signed out everywhere at once, and their access tokens stop working. Nothing signs them in until the account is enabled again.`,`Their servers, webhooks and messages stay, and the webhooks go on posting. Invitation links that they know still let somebody in: revoke those on the servers’ pages.`]},Hr={input:{enabled:!0},danger:!1,when:`Should get in again?`,action:`Enable account`,title:`Enable`,end:``,happens:[`They can sign in again, and their access tokens work again.`]},Ur={input:{administrator:!0},danger:!1,when:`Should look after this installation, too?`,action:`Make administrator`,title:`Make`,end:` an administrator`,happens:[`They may do everything on every server, see all accounts and their e-mail addresses, and disable and promote others, you too.`]},Wr={input:{administrator:!1},danger:!0,when:`Should no longer look after this installation?`,action:`Remove as administrator`,title:`Remove`,end:` as administrator`,happens:[`They keep the servers they own or are members of, and lose all others within a second.`]},Gr=({administrator:e,enabled:t})=>[e?Wr:Ur,t?Vr:Hr];function Kr({label:e,value:t}){return F(`div`,{class:`secret`,children:[F(`input`,{readOnly:!0,value:t,"aria-label":e,onFocus:e=>e.currentTarget.select()}),F(Et,{text:t,primary:!0})]})}function qr({user:e,close:t}){let n=B(Bt),[r,i]=j(``);async function a(){let t=await n.run({userId:e.id});t&&i(t.createSignInLink.url)}return r?F(J,{title:`Copy the link now`,close:t,once:!0,children:[F(`p`,{class:`explain`,children:[`It is shown this once. Give it to `,F(`bdi`,{children:e.name}),` and nobody else, where only they can read it: whoever opens it first is signed in as them.`]}),F(Kr,{label:`Sign-in link`,value:r}),F(`div`,{class:`actions end`,children:F(`button`,{type:`button`,onClick:t,children:`Done`})})]}):F(Y,{title:`Make a sign-in link for ${e.name}?`,action:`Make a link`,danger:!1,busy:n.busy,failure:n.failure,confirm:a,close:t,children:[F(`p`,{children:`It signs them in once, within 24 hours. On their Account page they can then, for an hour, choose a new password without the old one.`}),F(`p`,{children:`That you made it is written into the log.`})]})}function Jr({account:e,close:t}){let[n,r]=j(),{name:i}=e.user;if(n===`link`)return F(qr,{user:e.user,close:t});if(n)return F(Yr,{account:e,change:n,close:t});let a=Gr(e);return F(J,{title:i,close:t,children:[F(`ul`,{class:`choices-of`,children:[e.enabled&&F(`li`,{children:[F(`p`,{children:`Cannot sign in, or has forgotten the password?`}),F(`button`,{type:`button`,onClick:()=>r(`link`),children:`Make a sign-in link…`})]}),a.map(e=>F(`li`,{children:[F(`p`,{children:e.when}),F(`button`,{type:`button`,class:e.danger?`danger`:``,onClick:()=>r(e),children:[e.action,`…`]})]},e.action))]}),F(`div`,{class:`actions end`,children:F(`button`,{type:`button`,onClick:t,children:`Cancel`})})]})}function Yr({account:e,change:t,close:n}){let r=B(zt);return F(Y,{title:`${t.title} ${e.user.name}${t.end}?`,action:t.action,danger:t.danger,busy:r.busy,failure:r.failure,confirm:async()=>await r.run({userId:e.user.id,...t.input})&&n(),close:n,children:t.happens.map(e=>F(`p`,{children:e},e))})}function Xr({account:e}){let t=Vn(),[n,r]=j(!1),i=N(null),a=N(!1);M(()=>{a.current&&!n&&i.current?.focus({preventScroll:!0}),a.current=n},[n]);let{user:o,email:s,administrator:c,enabled:l,lastSignedInAt:u}=e;return F(`li`,{class:`row`,children:[F(Dr,{id:o.id,name:o.name}),F(`span`,{class:`row-text`,children:[F(`span`,{class:`row-head`,children:[F(`bdi`,{class:`row-title`,children:o.name}),o.id===t.id&&F(`span`,{class:`row-detail`,children:`you`}),c&&F(`span`,{class:`tag strong`,children:`Administrator`}),!l&&F(`span`,{class:`tag off`,children:`Disabled`})]}),s&&F(`span`,{class:`row-detail`,children:F(`bdi`,{children:s})}),F(`span`,{class:`row-detail`,children:u?F(x,{children:[`Signed in `,F(q,{at:u})]}):`Never signed in`})]}),o.id!==t.id&&F(`button`,{type:`button`,ref:i,class:`small`,onClick:()=>r(!0),children:[`Manage`,F(`span`,{class:`out-of-sight`,children:[` `,F(`bdi`,{children:o.name})]})]}),n&&F(Jr,{account:e,close:()=>r(!1)})]})}function X(e,t,n,r=!1){return $r(e.toString()+JSON.stringify(t),r,async r=>{let i=n(await Pn(e,{...t,after:r}));return i?{items:Qr(i),more:i.pageInfo.hasNextPage,cursor:i.pageInfo.endCursor}:null})}function Zr(e,t,n){return $r(e.toString()+JSON.stringify(t),!1,async r=>{let i=n(await Pn(e,{...t,before:r}));return i?{items:Qr(i).reverse(),more:i.pageInfo.hasPreviousPage,cursor:i.pageInfo.startCursor}:null})}var Qr=({edges:e})=>e.map(({node:e})=>e);function $r(e,t,n){let[r,i]=j({key:e,pages:1}),a=t?1/0:r.key===e?r.pages:1,o=hr(`${e} ${a}`,()=>ei(n,a)),s=N({key:e});return(o.data!==void 0||s.current.key!==e)&&(s.current={key:e,data:o.data}),{...o,data:s.current.data,showMore:()=>i({key:e,pages:a+1})}}async function ei(e,t){let n=[],r=null;for(let i=0;i<t;i++){let t=await e(r);if(!t)return null;if(n.push(...t.items),!t.more)return{items:n,more:!1};r=t.cursor}return{items:n,more:!0}}function ti({title:e,children:t}){return F(`div`,{class:`empty`,children:[F(`h2`,{children:e}),t]})}function Z({rows:e=3}){return F(`div`,{class:`loading`,role:`status`,children:[F(`span`,{class:`out-of-sight`,children:`Loading…`}),Array.from({length:e},(e,t)=>F(`div`,{class:`bone`},t))]})}function ni({list:e}){return e.data?.more?F(`button`,{type:`button`,class:`more`,onClick:e.showMore,children:`Show more`}):null}function Q({title:e,action:t,children:n}){return ri(e),F(`header`,{class:`page-head`,children:[F(`div`,{children:[F(`h1`,{children:F(`bdi`,{children:e})}),n&&F(`p`,{class:`lead`,children:n})]}),t]})}function ri(e){M(()=>void(document.title=e?`${e} · Chattr`:`Chattr`),[e])}function $({what:e=`page`}){return F(ti,{title:`There is no such ${e}`,children:[F(`p`,{children:`It may have been deleted, or you may not see it.`}),F(`a`,{class:`button`,href:V.servers,children:`Go to your servers`})]})}var ii=250;function ai(){let[e,t]=j(``),n=oi(e.trim()),r=X(Rt,{search:n},({accounts:e})=>e);if(r.data===null)return F($,{});let i=N(r.data);r.data&&(i.current=r.data);let a=i.current?.items;return F(`div`,{class:`page`,children:[F(Q,{title:`Accounts`,action:F(`a`,{class:`button`,href:V.installationLog,children:`Audit log`}),children:`Everybody who has an account here.`}),F(`input`,{class:`search`,type:`search`,"aria-label":`Search accounts`,placeholder:`Name or e-mail`,autocomplete:`off`,spellcheck:!1,maxLength:254,value:e,onInput:e=>t(e.currentTarget.value)}),F(I,{failure:r.failure,again:r.reload}),!a&&!r.failure&&F(Z,{rows:5}),F(`div`,{role:`status`,children:r.data?.items.length===0&&F(ti,{title:`Nobody found`,children:F(`p`,{children:[`No account has “`,n,`” in its name or e-mail address.`]})})}),F(`ul`,{class:`list`,children:a?.map(e=>F(Xr,{account:e},e.user.id))}),F(ni,{list:r})]})}function oi(e){let[t,n]=j(e);return M(()=>{let t=setTimeout(()=>n(e),ii);return()=>clearTimeout(t)},[e]),t}function si({has:e,changed:t}){let n=xt(),r=Vn(),[i,a]=j(``),[o,s]=j(``),[c,l]=j(!1);async function u(){let e=await n.run(()=>vt(i||null,o));l(!!e),e&&(a(``),s(``),t())}return F(`section`,{class:`card`,children:[F(`h2`,{children:e?`Change the password`:`Set a password`}),F(`p`,{children:e?`Your other sessions are signed out. Access tokens stay until they are revoked.`:`So far you sign in without one.`}),F(R,{submit:u,action:e?`Change password`:`Set password`,busy:n.busy,failure:n.failure,done:c&&`The password is changed.`,children:[F(`input`,{type:`text`,name:`username`,value:r.name,autocomplete:`username`,hidden:!0,readOnly:!0}),e&&F(L,{label:`Present password`,name:`current`,type:`password`,value:i,change:a,failure:n.failure,autocomplete:`current-password`,hint:`Not needed within an hour after signing in with a link.`}),F(L,{label:`New password`,name:`new`,type:`password`,value:o,change:s,failure:n.failure,required:!0,autocomplete:`new-password`,hint:`10 characters or more.`})]})]})}function ci({name:e,hasPassword:t}){let n=xt(),r=Vn(),[i,a]=j(!1),[o,s]=j(``);async function c(){let e=await n.run(()=>_t(o||null));e&&location.assign(e.url)}let l=()=>(a(!1),s(``),n.clear());return F(x,{children:[F(`button`,{type:`button`,class:`small`,onClick:()=>a(!0),children:`Link…`}),i&&F(J,{title:`Link ${e}`,close:l,children:[F(`p`,{class:`explain`,children:[`You go to `,F(`bdi`,{children:e}),`, sign in there, and come back. From then on you can sign in here with it.`]}),F(R,{submit:c,action:`Continue`,busy:n.busy,failure:rt(e,`link`,n.failure),cancel:l,children:[F(`input`,{type:`text`,name:`username`,value:r.name,autocomplete:`username`,hidden:!0,readOnly:!0}),t&&F(L,{label:`Present password`,name:`current`,type:`password`,value:o,change:s,failure:n.failure,autocomplete:`current-password`,hint:`Not needed within an hour after signing in with a link.`})]})]})]})}function li({name:e,state:t,children:n}){return F(`li`,{class:`method`,children:[F(`span`,{class:`grow`,children:[F(`b`,{children:F(`bdi`,{children:e})}),F(`span`,{class:`row-detail`,children:t})]}),n]})}function ui({issuer:e,name:t,done:n}){let r=B(hn),[i,a]=j(!1);return F(x,{children:[F(`button`,{type:`button`,class:`small`,onClick:()=>a(!0),children:`Unlink…`}),i&&F(Y,{title:`Unlink ${t}?`,action:`Unlink`,busy:r.busy,failure:r.failure,confirm:async()=>await r.run({issuer:e})&&(a(!1),n()),close:()=>(a(!1),r.clear()),children:[F(`p`,{children:[`You can no longer sign in with `,F(`bdi`,{children:t}),`, until you link it again. Your other sessions are signed out.`]}),F(`p`,{children:`Your account, your servers and your access tokens stay.`})]})]})}function di({viewer:e}){let{name:t,issuer:n,seen:r,...i}=Pe(Qe),[a]=j(i.back),[o,s]=j(``);M(r,[]);let c=e.identities??[],l=e.signInMethods?.includes(`PASSWORD`)??!1,u=c.some(({issuer:e})=>e===n),d=e=>t&&e===n?t:fi(e);return!t&&c.length===0&&!o?null:F(`section`,{class:`card methods`,children:[F(`h2`,{children:`Ways to sign in`}),F(`p`,{children:`Beside links, which whoever runs this Chattr can print for you.`}),!o&&F(I,{failure:a?.failure}),F(`p`,{class:`done`,role:`status`,children:o||a&&!a.failure&&`Linked. From now on you can sign in with ${t}.`}),F(`ul`,{children:[F(li,{name:`Password`,state:l?`Set. Change it below`:`Not set. Set one below`}),c.map(({issuer:e,createdAt:t})=>F(li,{name:d(e),state:F(x,{children:[`Linked `,F(q,{at:t}),e!==n&&`, but not in use here any more`]}),children:F(ui,{issuer:e,name:d(e),done:()=>s(`Unlinked. You no longer sign in with ${d(e)}.`)})},e)),t&&!u&&F(li,{name:t,state:`Not linked`,children:F(ci,{name:t,hasPassword:l})})]})]})}var fi=e=>URL.canParse(e)?new URL(e).hostname:e;function pi(){let e=xt();return F(`section`,{class:`card`,children:[F(`h2`,{children:`Sign out everywhere`}),F(`p`,{children:`Ends all your sessions, this one too. Access tokens stay until they are revoked.`}),F(I,{failure:e.failure}),F(`div`,{class:`actions`,children:F(`button`,{type:`button`,disabled:e.busy,onClick:async()=>await e.run(()=>mt(!0))&&Mn.tell(),children:`Sign out everywhere`})})]})}function mi(){let{data:e,failure:t,reload:n}=_r(pn,{});return F(`div`,{class:`page narrow`,children:[F(Q,{title:`Account`}),F(I,{failure:t,again:n}),!e&&!t&&F(Z,{}),e&&F(x,{children:[F(hi,{viewer:e.viewer}),F(di,{viewer:e.viewer}),F(si,{has:e.viewer.signInMethods?.includes(`PASSWORD`)??!1,changed:n}),F(pi,{})]})]})}function hi({viewer:e}){let t=B(mn),[n,r]=j(e.user.name),[i,a]=j(e.email??``),[o,s]=j(!1);return F(`section`,{class:`card`,children:F(R,{submit:async()=>s(!!await t.run({name:n,email:i.trim()||null})),action:`Save`,busy:t.busy,failure:t.failure,done:o&&`Saved.`,children:[F(L,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autocomplete:`username`,hint:`What others see. Messages keep the name they were posted under.`}),F(L,{label:`E-mail`,name:`email`,type:`email`,value:i,change:a,failure:t.failure,autocomplete:`email`,hint:`For signing in only: only administrators see it, and nothing is sent to it.`})]})})}function gi({label:e,value:t,change:n,options:r,hint:i}){let a=Fe();return F(`div`,{class:`field`,children:[F(`label`,{for:a,children:e}),F(`select`,{id:a,value:t,"aria-describedby":i&&`${a}-hint`,onChange:e=>n(e.currentTarget.value),children:r.map(([e,t])=>F(`option`,{value:e,children:t},e))}),i&&F(`p`,{class:`hint`,id:`${a}-hint`,children:i})]})}function _i({chosen:e,choose:t}){let{data:n}=_r(Pt,{}),r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]),i=n?.viewer.servers.edges.map(({node:e})=>e)??[];return F(`fieldset`,{class:`channel-choice`,children:[F(`legend`,{children:[`Channels `,F(`span`,{class:`hint`,children:e.length===0?`all of them, also future ones`:`only ${e.length}`})]}),F(`div`,{class:`choices`,children:i.flatMap(({id:t,name:n,channels:i})=>[F(`p`,{class:`hint`,children:F(`bdi`,{children:n})},t),...i.edges.map(({node:t})=>F(`label`,{class:`check`,children:[F(`input`,{type:`checkbox`,checked:e.includes(t.id),onChange:()=>r(t.id)}),`#`,F(`bdi`,{children:t.name})]},t.id))])})]})}var vi=864e5,yi=[[`7`,`7 days`],[`30`,`30 days`],[`90`,`90 days`],[`365`,`1 year`],[``,`Never`]];function bi({close:e}){let t=B(Ft),[n,r]=j(``),[i,a]=j(`90`),[o,s]=j(!0),[c,l]=j([]),[u,d]=j(``);async function f(){let e=i?new Date(Date.now()+Number(i)*vi).toISOString():null,r=await t.run({name:n,expiresAt:e,readOnly:o,channelIds:c.length>0?[...c]:null});r&&d(r.createAccessToken.secret)}return u?F(J,{title:`Copy the token now`,close:e,once:!0,children:[F(`p`,{class:`explain`,children:[`It is shown this once. Send it as `,F(`code`,{children:`Authorization: Bearer …`}),`, and keep it like a password.`]}),F(Kr,{label:`Access token`,value:u}),F(`div`,{class:`actions end`,children:F(`button`,{type:`button`,onClick:e,children:`Done`})})]}):F(J,{title:`New access token`,close:e,children:F(R,{submit:f,action:`Create token`,busy:t.busy,failure:t.failure,cancel:e,children:[F(L,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`status page`,hint:`What it is for.`}),F(gi,{label:`Expires`,value:i,change:a,options:yi}),F(`label`,{class:`check`,children:[F(`input`,{type:`checkbox`,checked:o,onChange:e=>s(e.currentTarget.checked)}),F(`span`,{children:[`Read only `,F(`span`,{class:`hint`,children:`It can watch and query, and change nothing. A page on the web needs no more.`})]})]}),F(_i,{chosen:c,choose:l})]})})}function xi(){let e=X(Nt,{},({viewer:e})=>e.accessTokens),[t,n]=j(!1),r=e.data?.items,i=F(`button`,{type:`button`,class:`primary`,onClick:()=>n(!0),children:`New token`});return F(`div`,{class:`page`,children:[F(Q,{title:`Access tokens`,action:r?.length?i:void 0,children:`A token lets a program act as you, within the bounds you set.`}),F(I,{failure:e.failure,again:e.reload}),!r&&!e.failure&&F(Z,{}),r?.length===0&&F(ti,{title:`No access token yet`,children:[F(`p`,{children:`A page that shows a channel needs one that only reads, bound to that channel.`}),i]}),F(`ul`,{class:`list`,children:r?.map(e=>F(Si,{token:e},e.id))}),F(ni,{list:e}),t&&F(bi,{close:()=>n(!1)})]})}function Si({token:e}){let t=B(It),[n,r]=j(!1),i=e.expiresAt!==null&&Date.parse(e.expiresAt)<Date.now();return F(`li`,{class:`row`,children:[F(`span`,{class:`row-text`,children:[F(`span`,{class:`row-head`,children:[F(`bdi`,{class:`row-title`,children:e.name}),e.readOnly&&F(`span`,{class:`tag`,children:`Read only`}),i&&F(`span`,{class:`tag off`,children:`Expired`})]}),F(`span`,{class:`row-detail`,children:[e.channels?e.channels.map(({id:e,name:t},n)=>F(`span`,{children:[n>0&&`, `,`#`,F(`bdi`,{children:t})]},e)):`All channels`,` · `,e.lastUsedAt?F(x,{children:[`used `,F(q,{at:e.lastUsedAt})]}):`never used`,` · `,e.expiresAt?F(x,{children:[i?`expired`:`expires`,` `,F(q,{at:e.expiresAt})]}):`never expires`]})]}),F(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),children:`Revoke…`}),n&&F(Y,{title:`Revoke ${e.name}?`,action:`Revoke token`,busy:t.busy,failure:t.failure,close:()=>r(!1),confirm:()=>void t.run({accessTokenId:e.id}),children:F(`p`,{children:`Programs that use it are refused at once, and their open streams end. This cannot be undone.`})})]})}var Ci={CREATED:`created`,UPDATED:`changed`,DELETED:`deleted`,URL_REGENERATED:`gave a new URL to`,REMOVED:`removed`,LEFT:`left`,TRANSFERRED:`handed over`,GIVEN:`gave`,TAKEN:`took`,JOINED:`joined`,REVOKED:`revoked`,SIGN_IN_LINK_CREATED:`made a sign-in link for`,ACCOUNT_UPDATED:`changed`,ACCOUNT_LINKED:`linked`,ACCOUNT_UNLINKED:`unlinked`};function wi(e,t){let n=e.startsWith(`${t}_`)?e.slice(t.length+1):e;return Ci[n]??Ei(n)}var Ti=e=>e===`USER`?`account of`:Ei(e),Ei=e=>e.toLowerCase().replace(/_/g,` `),Di=e=>Ei(e.replace(/Id$/,``).replace(/([A-Z])/g,` $1`)).replace(/\burl\b/,`URL`);function Oi({list:e,children:t}){let n=e.data?.items;return F(x,{children:[F(I,{failure:e.failure,again:e.reload}),!n&&!e.failure&&F(Z,{rows:6}),n?.length===0&&F(ti,{title:`Nothing yet`,children:F(`p`,{children:t})}),F(`ul`,{class:`list`,children:n?.map(e=>F(ki,{entry:e},e.id))}),F(ni,{list:e})]})}function ki({entry:{action:e,actor:t,actorName:n,target:r,changes:i,createdAt:a}}){return F(`li`,{class:`row`,children:[F(Dr,{id:t?.id??`0`,name:n}),F(`span`,{class:`row-text`,children:[F(`span`,{children:[F(`bdi`,{class:`row-title`,children:n}),` `,wi(e,r.kind),` `,r.kind!==`INVITATION`&&`the ${Ti(r.kind)} `,F(`bdi`,{class:`row-title`,children:r.name})]}),i.map(({field:e,before:t,after:n})=>F(`span`,{class:`row-detail`,children:[Di(e),`: `,F(Ai,{text:t}),` → `,F(Ai,{text:n})]},e))]}),F(`span`,{class:`row-aside`,children:F(q,{at:a})})]})}var Ai=({text:e})=>e===null?F(`em`,{children:`nothing`}):F(`bdi`,{children:e});function ji({serverId:e}){let t=Zr(Vt,{serverId:e},({server:e})=>e?.auditLog);return t.data===null?F($,{what:`server`}):F(`div`,{class:`page`,children:[F(Q,{title:`Audit log`,children:`Who did what on this server, newest first.`}),F(Oi,{list:t,children:`Each change of channels, webhooks and the server itself is written down here.`})]})}function Mi({label:e,value:t,change:n,send:r,cancel:i,placeholder:a,autofocus:o}){let s=N(null);je(()=>{let{style:e}=s.current;e.height=`auto`,e.height=`${s.current.scrollHeight+2}px`},[t]),M(()=>{o&&(s.current.focus(),s.current.selectionStart=t.length)},[]);function c(e){if(e.key===`Escape`&&i)return i();e.key!==`Enter`||e.shiftKey||e.isComposing||(e.preventDefault(),r())}return F(`textarea`,{ref:s,rows:1,value:t,"aria-label":e,placeholder:a,onInput:e=>n(e.currentTarget.value),onKeyDown:c})}var Ni=4e3,Pi=()=>Array.from(crypto.getRandomValues(new Uint8Array(16)),e=>e.toString(16).padStart(2,`0`)).join(``);function Fi({channelId:e,channelName:t}){let[n,r]=j(``),i=N(Pi()),a=B(un);function o(e){r(e),i.current=Pi(),a.failure&&a.clear()}async function s(){n.trim()&&await a.run({channelId:e,content:n,idempotencyKey:i.current})&&o(``)}let c=Ni-[...n].length;return F(`form`,{class:`composer`,onSubmit:e=>(e.preventDefault(),void s()),children:[F(I,{failure:a.failure}),F(`div`,{class:`composer-row`,children:[F(Mi,{label:`Message #${t}`,placeholder:`Message #${t}`,value:n,change:o,send:s}),F(`button`,{type:`submit`,class:`primary`,disabled:a.busy||!n.trim()||c<0,children:`Send`})]}),c<500&&F(`p`,{class:`hint ${c<0?`wrong`:``}`,role:`status`,children:c<0?`${-c} characters too long`:`${c} characters left`})]})}function Ii({channel:e,serverId:t,close:n}){let r=B(Kt),i=B(qt),[a,o]=j(e.name),[s,c]=j(e.topic??``),[l,u]=j(!1);return l?F(Y,{title:`Delete #${e.name}?`,action:`Delete channel`,busy:i.busy,failure:i.failure,confirm:async()=>await i.run({channelId:e.id})&&Rn(V.server(t)),close:n,children:F(`p`,{children:`All its messages are deleted, and the URLs of its webhooks stop working at once. This cannot be undone.`})}):F(J,{title:`Edit channel`,close:n,children:[F(R,{submit:async()=>await r.run({channelId:e.id,name:a,topic:s.trim()||null})&&n(),action:`Save`,busy:r.busy,failure:r.failure,cancel:n,children:[F(L,{label:`Name`,name:`name`,value:a,change:o,failure:r.failure,required:!0,autofocus:!0}),F(L,{label:`Topic`,name:`topic`,value:s,change:c,failure:r.failure})]}),F(`button`,{type:`button`,class:`danger quiet`,onClick:()=>u(!0),children:`Delete channel…`})]})}function Li({loaded:e,connected:t,failed:n}){let[r,i]=n?[`off`,`Stopped`]:e?t?[`on`,`Live`]:[`busy`,`Reconnecting…`]:[`busy`,`Loading…`];return F(`span`,{class:`live ${r}`,role:`status`,children:i})}var Ri=25,zi=0,Bi=e=>({id:++zi,messages:e});function Vi(e){let t=[];for(let n=0;n<e.length;n+=Ri)t.push(Bi(e.slice(n,n+Ri)));return t}var Hi=(e,t)=>[...Vi(t),...e];function Ui(e,t){if(Ji(e,t.id)>=0)return e;let n=e.at(-1);return!n||n.messages.length>=Ri?[...e,Bi([t])]:[...e.slice(0,-1),{id:n.id,messages:[...n.messages,t]}]}var Wi=(e,t)=>qi(e,t.id,e=>e.map(e=>e.id===t.id?t:e)),Gi=(e,t)=>qi(e,t,e=>e.filter(e=>e.id!==t)).filter(({messages:e})=>e.length>0);function Ki(e,t){let n=new Set(t.slice(-2).flatMap(({messages:e})=>e.map(({id:e})=>e))),r=e.slice(e.findLastIndex(e=>e.messages.some(({id:e})=>n.has(e)))).flatMap(e=>e.messages);return r.length-1-r.findLastIndex(({id:e})=>n.has(e))}function qi(e,t,n){let r=Ji(e,t);return r<0?e:e.map((e,t)=>t===r?{id:e.id,messages:n(e.messages)}:e)}var Ji=(e,t)=>e.findLastIndex(({messages:e})=>e.some(e=>e.id===t));function Yi(e){class t extends S{shouldComponentUpdate(e){let t=this.props;return Object.entries(e).some(([e,n])=>t[e]!==n)}render(){return y(e,this.props)}}return t}var Xi=3,Zi=/^\s{0,3}[-*+]\s+(?=\S)/,Qi=/^\s{0,3}(\d{1,9})[.)]\s+(?=\S)/,$i=/^#{1,6}\s+(?=\S)/,ea=/^\s{0,3}>\s?/,ta=/^\s{0,3}```/;function na(e,t=0){let n=e.split(/\r\n|\r|\n/),r=[],i=0,a=e=>{let t=i;for(;i<n.length&&e.test(n[i]);)i++;return n.slice(t,i).map(t=>t.replace(e,``))};for(;i<n.length;){let e=n[i],o=ta.test(e)?n.findIndex((e,t)=>t>i&&ta.test(e)):-1;o>0?(r.push({kind:`code`,text:n.slice(i+1,o).join(`
`)}),i=o+1):ea.test(e)&&t<Xi?r.push({kind:`quote`,blocks:na(a(ea).join(`
`),t+1)}):Zi.test(e)?r.push({kind:`list`,start:null,items:a(Zi)}):Qi.test(e)?r.push({kind:`list`,start:Number(Qi.exec(e)[1]),items:a(Qi)}):$i.test(e)?r.push({kind:`heading`,lines:[n[i++].replace($i,``)]}):e.trim()===``?i++:r.push({kind:`paragraph`,lines:ia(n,()=>n[i++],()=>i)})}return r}var ra=e=>[ea,Zi,Qi,$i,ta].some(t=>t.test(e));function ia(e,t,n){let r=[t()];for(;n()<e.length&&e[n()].trim()!==``&&!ra(e[n()]);)r.push(t());return r}function aa(e){let t=URL.canParse(e)?new URL(e):null;return t&&(t.protocol===`https:`||t.protocol===`http:`)&&!t.username&&!t.password?t.href:null}var oa=/https?:\/\/[^\s<>"`]+/y;function sa(e,t){if(t>0&&/[\p{L}\p{N}_]/u.test(e[t-1]))return null;oa.lastIndex=t;let n=oa.exec(e)?.[0]??``;for(;/[.,;:!?'*_~\]]$/.test(n)||n.endsWith(`)`)&&!n.includes(`(`);)n=n.slice(0,-1);let r=aa(n);return r?{text:n,href:r}:null}var ca=/\[([^[\]\n]{1,300})\]\(<?(https?:\/\/[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/y;function la(e,t){ca.lastIndex=t;let[n,r=``,i=``]=ca.exec(e)??[],a=n&&!/:\/\/|www\./i.test(r)?aa(i):null;return n&&a?{length:n.length,label:r,href:a}:null}var ua=6,da=[[`**`,`strong`],[`__`,`strong`],[`~~`,`strike`],[`*`,`emphasis`],[`_`,`emphasis`]],fa=/[\\`*_~[]|https?:\/\//g;function pa(e,t=0){let n=[],r=``,i=0;for(;i<e.length;){fa.lastIndex=i;let a=fa.exec(e)?.index??e.length;if(r+=e.slice(i,a),i=a,i===e.length)break;let o=t<ua?ma(e,i,t):null;o?.node.kind===`text`?r+=o.node.text:o?(r&&n.push({kind:`text`,text:r}),r=``,n.push(o.node)):r+=e[i],i+=o?.length??1}return r&&n.push({kind:`text`,text:r}),n}function ma(e,t,n){switch(e[t]){case`\\`:return/[!-/:-@[-`{-~]/.test(e[t+1]??``)?{length:2,node:{kind:`text`,text:e[t+1]}}:null;case"`":return ha(e,t);case`[`:return ga(e,t,n);case`h`:return _a(e,t);default:return ba(e,t,n)}}function ha(e,t){let n=/^`+/.exec(e.slice(t))[0],r=e.indexOf(n,t+n.length);if(r<0)return{length:n.length,node:{kind:`text`,text:n}};let i=e.slice(t+n.length,r);return i.trim()?{length:r+n.length-t,node:{kind:`code`,text:i.trim()}}:null}function ga(e,t,n){let r=la(e,t);return r&&{length:r.length,node:{kind:`link`,href:r.href,children:pa(r.label,n+1)}}}function _a(e,t){let n=sa(e,t);return n&&{length:n.text.length,node:{kind:`link`,href:n.href,children:[{kind:`text`,text:n.text}]}}}var va=e=>e!==void 0&&/[\p{L}\p{N}_]/u.test(e),ya=e=>e===void 0||/\s/.test(e);function ba(e,t,n){for(let[r,i]of da){let a=t+r.length;if(!e.startsWith(r,t)||ya(e[a])||r[0]===`_`&&va(e[t-1]))continue;let o=xa(e,r,a);if(o>a)return{length:o+r.length-t,node:{kind:i,children:pa(e.slice(a,o),n+1)}}}return null}function xa(e,t,n){for(let r=e.indexOf(t,n+1);r>0;r=e.indexOf(t,r+1)){let n=e[r+t.length];if((t.length!==1||n!==t&&e[r-1]!==t)&&!ya(e[r-1])&&!(t[0]===`_`&&va(n)))return r}return-1}var Sa=Yi(function({text:e}){return F(`div`,{class:`markdown`,dir:`auto`,children:na(e).map(Ca)})});function Ca(e){switch(e.kind){case`code`:return F(`pre`,{tabIndex:0,dir:`ltr`,children:F(`code`,{children:e.text})});case`quote`:return F(`blockquote`,{children:e.blocks.map(Ca)});case`list`:{let t=e.items.map(e=>F(`li`,{children:wa(e)}));return e.start===null?F(`ul`,{children:t}):F(`ol`,{start:e.start,children:t})}default:{let t=e.lines.flatMap((e,t)=>t===0?wa(e):[F(`br`,{}),...wa(e)]);return F(`p`,{class:e.kind===`heading`?`heading`:void 0,children:t})}}}var wa=e=>pa(e).map(Ta);function Ta(e){switch(e.kind){case`text`:return e.text;case`code`:return F(`code`,{children:e.text});case`link`:return F(`a`,{href:e.href,title:e.href,target:`_blank`,rel:`noopener noreferrer nofollow ugc`,children:e.children.map(Ta)});default:{let t={strong:`strong`,emphasis:`em`,strike:`del`}[e.kind];return F(t,{children:e.children.map(Ta)})}}}function Ea(){return F(`span`,{class:`badge`,children:[F(K,{name:`webhook`}),`Webhook`]})}function Da({message:e,close:t}){let[n,r]=j(e.content),i=B(dn),a=async()=>(n===e.content||await i.run({messageId:e.id,content:n}))&&t();return F(`form`,{class:`edit-message`,onSubmit:e=>(e.preventDefault(),void a()),children:[F(Mi,{label:`Message`,value:n,change:r,send:a,cancel:t,autofocus:!0}),F(I,{failure:i.failure}),F(`div`,{class:`actions`,children:[F(`button`,{type:`submit`,class:`primary small`,disabled:i.busy,children:`Save`}),F(`button`,{type:`button`,class:`small`,onClick:t,children:`Cancel`})]})]})}function Oa({message:e,rights:t,edit:n}){let[r,i]=j(!1),a=B(fn),o=e.author.kind===`USER`&&e.author.id===t.userId&&t.post;return!o&&!t.manage?null:F(x,{children:[F(`div`,{class:`message-actions`,children:[o&&F(`button`,{type:`button`,class:`plain`,onClick:n,title:`Edit`,children:[F(K,{name:`edit`}),F(`span`,{class:`out-of-sight`,children:`Edit message`})]}),F(`button`,{type:`button`,class:`plain`,onClick:()=>i(!0),title:`Delete`,children:[F(K,{name:`delete`}),F(`span`,{class:`out-of-sight`,children:`Delete message`})]})]}),r&&F(Y,{title:`Delete this message?`,action:`Delete message`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({messageId:e.id})&&i(!1),close:()=>i(!1),children:F(`p`,{children:`Its text is gone at once, for everybody and for good.`})})]})}function ka({message:e,newDay:t,continued:n,rights:r}){let[i,a]=j(!1),{author:o,content:s,createdAt:c,editedAt:l}=e;return F(x,{children:[t&&F(`p`,{class:`day`,children:F(`span`,{children:zr(c)})}),F(`article`,{class:`message ${n?`continued`:``}`,tabIndex:-1,children:[n?F(`span`,{class:`clock`,title:Lr(c),"aria-hidden":!0,children:Rr(c)}):F(Dr,{id:o.id,name:o.name,picture:o.avatarPath}),F(`div`,{class:`message-body`,children:[F(`header`,{class:n?`out-of-sight`:``,children:[F(`bdi`,{class:`author`,children:o.name}),o.kind===`WEBHOOK`&&F(Ea,{}),F(q,{at:c})]}),i?F(Da,{message:e,close:()=>a(!1)}):F(Sa,{text:s}),l&&!i&&F(`span`,{class:`edited`,title:`Edited ${Lr(l)}`,children:`edited`})]}),r&&!i&&F(Oa,{message:e,rights:r,edit:()=>a(!0)})]})]})}var Aa=Yi(function({block:e,previous:t,rights:n,sight:r}){let i=N(null),[a,o]=j(null);return M(()=>{let e=i.current;return r.watch(e,t=>o(t?null:t=>t??e.getBoundingClientRect().height))},[]),a===null?F(`div`,{ref:i,class:`block`,children:e.messages.map((r,i)=>{let a=i===0?t:e.messages[i-1],o=!a||zr(a.createdAt)!==zr(r.createdAt);return F(ka,{message:r,newDay:o,continued:!o&&Ma(a,r),rights:n},r.id)})}):F(`div`,{ref:i,class:`block`,style:{height:`${a}px`}})}),ja=3e5;function Ma(e,t){let[n,r]=[e.author,t.author];return n.kind===r.kind&&n.id===r.id&&n.name===r.name&&Cr(n.avatarPath)===Cr(r.avatarPath)&&Date.parse(t.createdAt)-Date.parse(e.createdAt)<ja}var Na=48,Pa=5,Fa=class{atEnd=!0;scroller;list;scrolled=0;anchors=[];sizes;attach(e,t,n){this.scroller=e,this.list=t,this.sizes=new ResizeObserver(()=>{this.restore(),requestAnimationFrame(n)}),this.sizes.observe(t),this.sizes.observe(e),this.toEnd()}detach(){this.sizes?.disconnect()}note(){let{scrollTop:e,scrollHeight:t,clientHeight:n}=this.scroller;this.atEnd=t-e-n<Na,this.scrolled=e;let r=Ia(this.scroller),i=Ra(this.list.children,r);this.anchors=La((i&&Ra(i.children,r))??i).map(e=>({element:e,top:Ia(e)}))}restore(){let e=this.since();if(this.atEnd&&e>-1)return this.toEnd();let t=this.anchors.find(({element:e})=>e.isConnected),n=t?Ia(t.element)-t.top+e:0;Math.abs(n)>=.5&&(this.scroller.scrollTop+=n),this.note()}since(){let{scrollTop:e,scrollHeight:t,clientHeight:n}=this.scroller;return e<this.scrolled&&e+n>t-1?0:e-this.scrolled}toEnd(){this.atEnd=!0,this.scroller.scrollTop=this.scroller.scrollHeight,this.scrolled=this.scroller.scrollTop}},Ia=e=>e.getBoundingClientRect().top;function La(e){let t=[];for(let n=e;n&&t.length<Pa;n=n.nextElementSibling??n.closest(`.block`)?.nextElementSibling??null)t.push(n);return t}function Ra(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;e[i].getBoundingClientRect().bottom>t?r=i:n=i+1}return e[n]??null}var za=1e3,Ba=class{scroller;list;tell=new Map;near=new Set;attach(e,t){this.scroller=e,this.list=t}watch(e,t){return this.tell.set(e,t),this.near.add(e),()=>{this.tell.delete(e),this.near.delete(e)}}look(){if(!this.scroller||!this.list)return;let{top:e,bottom:t}=this.scroller.getBoundingClientRect(),n=this.near;this.near=new Set(Va(this.list,e-za,t+za).filter(e=>this.tell.has(e)));for(let e of n)this.near.has(e)||this.tell.get(e)?.(!1);for(let e of this.near)n.has(e)||this.tell.get(e)?.(!0)}};function Va(e,t,n){let r=[];for(let i=Ra(e.children,t);i&&i.getBoundingClientRect().top<n;i=i.nextElementSibling)r.push(i);return r}var Ha=3e3;function Ua({blocks:e,hasOlder:t,loadingOlder:n,loadOlder:r,rights:i}){let a=N(null),o=N(null),s=Me(()=>new Fa,[]),c=Me(()=>new Ba,[]),[l,u]=j(null);je(()=>(c.attach(a.current,o.current),s.attach(a.current,o.current,()=>c.look()),()=>s.detach()),[]),je(()=>s.restore(),[e]);function d(){s.note(),c.look(),u(s.atEnd?null:t=>t??e),t&&!n&&a.current.scrollTop<Ha&&r()}function f(){d(),requestAnimationFrame(()=>c.look())}function p(e){e.key!==`End`||e.target instanceof HTMLTextAreaElement||(e.preventDefault(),s.toEnd())}M(d,[e,t,n]);let m=l?Ki(e,l):0;return F(`div`,{class:`messages`,children:[F(`div`,{class:`scroller`,ref:a,onScroll:f,onKeyDown:p,tabIndex:0,role:`region`,"aria-label":`Messages`,children:F(`div`,{children:F(`div`,{ref:o,children:[F(`p`,{class:`beginning`,children:t?`Older messages are on their way…`:`This is where the channel begins.`}),e.map((t,n)=>F(Aa,{block:t,previous:e[n-1]?.messages.at(-1),rights:i,sight:c},t.id))]})})}),l&&F(`button`,{type:`button`,class:`to-end ${m?`unseen`:``}`,onClick:()=>s.toEnd(),children:m===0?`To the newest ↓`:m===1?`1 new message ↓`:`${m} new messages ↓`})]})}var Wa={blocks:[],loaded:!1,older:null,loadingOlder:!1},Ga=50,Ka=50,qa=[`CURSOR_EXPIRED`,`CURSOR_FORKED`],Ja=class{state=Wa;stopWatching=()=>{};ended=!1;channelId;show;arrived;constructor(e,t,n){this.channelId=e,this.show=t,this.arrived=n}set(e){this.ended||(this.state={...this.state,...e},this.show(this.state))}start=async()=>{this.stopWatching(),this.set({failure:void 0});try{let e=await this.read(Ga,null);this.set({blocks:Hi([],e.messages),loaded:!0,older:e.older}),this.ended||this.follow(e.resumeCursor)}catch(e){this.set({failure:e instanceof P?e:We()})}};stop=()=>{this.ended=!0,this.stopWatching()};loadOlder=async()=>{let{older:e,loadingOlder:t}=this.state;if(!(e===null||t)){this.set({loadingOlder:!0});try{let t=await this.read(Ka,e);this.set({blocks:Hi(this.state.blocks,t.messages),older:t.older,loadingOlder:!1})}catch{this.set({loadingOlder:!1})}}};async read(e,t){let{channel:n}=await Pn(cn,{channelId:this.channelId,last:e,before:t});if(!n)throw new P(`NOT_FOUND`,`This channel is gone, or you may no longer see it.`);let{edges:r,pageInfo:i,resumeCursor:a}=n.messages;return{messages:r.map(({node:e})=>e),older:i.hasPreviousPage?i.startCursor:null,resumeCursor:a}}follow(e){let t={channelId:this.channelId,after:e},n=({channelEvents:e})=>{t.after=e.cursor,this.take(e)};this.stopWatching=lr(ln,t,n,e=>{qa.includes(e.code)?this.start():this.set({failure:e})})}take({kind:e,message:t}){let{blocks:n}=this.state;t.deletedAt?this.set({blocks:Gi(n,t.id)}):e===`MESSAGE_POSTED`?this.set({blocks:Ui(n,t)}):this.set({blocks:Wi(n,t)}),e===`MESSAGE_POSTED`&&!t.deletedAt&&this.arrived(t)}};function Ya(e,t){let[n,r]=j(Wa),i=Me(()=>new Ja(e,r,t),[e]);return M(()=>(r(Wa),i.start(),i.stop),[i]),{...n,start:i.start,loadOlder:i.loadOlder}}function Xa(){let[e,t]=j(!0);return M(()=>{let e,n=()=>{clearTimeout(e),tr.open?t(!0):e=window.setTimeout(()=>t(!1),700)};n();let r=tr.listen(n);return()=>(clearTimeout(e),r())},[]),e}function Za({channelId:e}){let{data:t,failure:n,reload:r}=_r(Wt,{id:e});return ri(t?.channel?`#${t.channel.name}`:``),n&&!t?F(`div`,{class:`page`,children:F(I,{failure:n,again:r})}):t?.channel===null?F($,{what:`channel`}):t?F(Qa,{channel:t.channel}):null}function Qa({channel:e}){let t=Vn(),[n,r]=j(``),i=Ya(e.id,({author:e,content:t})=>r(`${e.name}: ${t}`)),a=Xa(),o=e.server.viewerPermissions,s={userId:t.id,post:H(o,`POST_MESSAGES`),manage:H(o,`MANAGE_MESSAGES`)},c=i.loaded&&i.blocks.length===0;return F(`div`,{class:`channel`,children:[F($a,{channel:e,live:F(Li,{loaded:i.loaded,connected:a,failed:!!i.failure})}),F(I,{failure:i.failure,again:i.start}),c&&F(eo,{channel:e,manages:H(o,`MANAGE_SERVER`)}),i.loaded&&!c&&F(Ua,{blocks:i.blocks,hasOlder:i.older!==null,loadingOlder:i.loadingOlder,loadOlder:i.loadOlder,rights:s}),!i.loaded&&F(`div`,{class:`messages`}),F(`p`,{class:`out-of-sight`,"aria-live":`polite`,children:n}),s.post&&F(Fi,{channelId:e.id,channelName:e.name})]})}function $a({channel:e,live:t}){let[n,r]=j(!1),i=e.server.viewerPermissions;return F(`header`,{class:`channel-head`,children:[F(`h1`,{children:[F(K,{name:`hash`}),F(`bdi`,{children:e.name})]}),F(`bdi`,{class:`topic`,title:e.topic??void 0,children:e.topic}),t,H(i,`MANAGE_SERVER`)&&F(`a`,{class:`button small`,href:V.newWebhook(e.server.id,e.id),title:`New webhook for this channel`,children:[F(K,{name:`webhook`}),F(`span`,{class:`wide-only`,children:`New webhook`}),F(`span`,{class:`out-of-sight narrow-only`,children:`New webhook`})]}),H(i,`MANAGE_CHANNELS`)&&F(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),title:`Edit channel`,children:[F(K,{name:`settings`}),F(`span`,{class:`out-of-sight`,children:`Edit channel`})]}),n&&F(Ii,{channel:e,serverId:e.server.id,close:()=>r(!1)})]})}function eo({channel:e,manages:t}){return F(`div`,{class:`messages`,children:F(ti,{title:`Nothing here yet`,children:[F(`p`,{children:t?`Write the first message, or give a program the URL of a webhook. What it posts appears here at once.`:`What is posted appears here at once.`}),t&&F(`a`,{class:`button primary`,href:V.newWebhook(e.server.id,e.id),children:`New webhook`})]})})}function to(){let e=Zr(Ht,{},({auditLog:e})=>e);return e.data===null?F($,{}):F(`div`,{class:`page`,children:[F(Q,{title:`Audit log of accounts`,action:F(`a`,{class:`button`,href:V.accounts,children:`Accounts`}),children:`What was done to accounts, newest first.`}),F(Oi,{list:e,children:`Each account that is disabled, enabled or made an administrator, linked to an OpenID provider or unlinked, and each sign-in link that is made, is written down here.`})]})}var no=864e5,ro=[[`1`,`1 day`],[`7`,`7 days`],[`30`,`30 days`]],io=[[`1`,`1 person`],[`5`,`5 people`],[`25`,`25 people`],[`100`,`100 people`]];function ao({serverId:e,close:t}){let n=B(Zt),[r,i]=j(`7`),[a,o]=j(`1`),[s,c]=j(``);async function l(){let t=new Date(Date.now()+Number(r)*no).toISOString(),i=await n.run({serverId:e,maxUses:Number(a),expiresAt:t});i&&c(i.createInvitation.url)}return s?F(J,{title:`Copy the link now`,close:t,once:!0,children:[F(`p`,{class:`explain`,children:`It is shown this once. Send it to whom you want to let in; whoever has it can use it.`}),F(Kr,{label:`Invitation link`,value:s}),F(`div`,{class:`actions end`,children:F(`button`,{type:`button`,onClick:t,children:`Done`})})]}):F(J,{title:`Invite people`,close:t,children:F(R,{submit:l,action:`Make a link`,busy:n.busy,failure:n.failure,cancel:t,children:[F(gi,{label:`Lets in`,value:a,change:o,options:io}),F(gi,{label:`Works for`,value:r,change:i,options:ro})]})})}function oo({serverId:e}){let t=X(Xt,{serverId:e},({server:e})=>e?.invitations),[n,r]=j(!1);return F(`section`,{class:`below`,children:[F(`div`,{class:`section-head`,children:[F(`div`,{children:[F(`h2`,{children:`Invitations`}),F(`p`,{children:`A link that lets people in; who has no account makes one with it.`})]}),F(`button`,{type:`button`,onClick:()=>r(!0),children:`Invite people`})]}),F(I,{failure:t.failure,again:t.reload}),F(`ul`,{class:`list`,children:t.data?.items.map(e=>F(so,{invitation:e},e.id))}),F(ni,{list:t}),n&&F(ao,{serverId:e,close:()=>r(!1)})]})}function so({invitation:{id:e,creator:t,uses:n,maxUses:r,expiresAt:i}}){let a=B(Qt),[o,s]=j(!1),c=Date.parse(i)<Date.now();return F(`li`,{class:`row`,children:[F(`span`,{class:`row-text`,children:[F(`span`,{class:`row-head`,children:[F(`span`,{class:`row-title`,children:[n,` of `,r,` used`]}),c&&F(`span`,{class:`tag off`,children:`Expired`})]}),F(`span`,{class:`row-detail`,children:[t&&F(x,{children:[`By `,F(`bdi`,{children:t.name}),` · `]}),c?`expired`:`expires`,` `,F(q,{at:i})]})]}),F(`button`,{type:`button`,class:`small`,onClick:()=>s(!0),children:`Revoke…`}),o&&F(Y,{title:`Revoke this invitation?`,action:`Revoke invitation`,busy:a.busy,failure:a.failure,close:()=>s(!1),confirm:()=>void a.run({invitationId:e}),children:F(`p`,{children:`Its link stops working at once. Who came by it stays.`})})]})}var co={ADMINISTRATOR:[`Administrator`,`Everything but deleting the server.`],MANAGE_SERVER:[`Manage server`,`Rename it; webhooks, invitations, roles and members; read the audit log.`],MANAGE_CHANNELS:[`Manage channels`,`Create, change and delete channels.`],MANAGE_MESSAGES:[`Manage messages`,`Delete the messages of others.`],POST_MESSAGES:[`Post messages`,`And edit and delete one’s own.`]},lo=Object.keys(co),uo=(e,t)=>e!==void 0&&(e.includes(`ADMINISTRATOR`)||t.every(t=>e.includes(t)));function fo({member:e,server:t}){let n=X(Yt,{serverId:t.id},({server:e})=>e?.roles,!0),r=B(on),i=B(sn),a=n.data?.items.filter(({everyone:e})=>!e),o=t=>e.roles.some(({id:e})=>e===t),[s,c]=j({});async function l(t){c({...s,[t]:!o(t)}),await(o(t)?i:r).run({roleId:t,memberId:e.id})||c({...s,[t]:void 0})}return F(x,{children:[F(I,{failure:r.failure??i.failure}),a?.length===0&&F(`p`,{children:[`There is no role to give but `,F(`bdi`,{children:`everyone`}),`. `,F(`a`,{href:V.server(t.id,`roles`),children:`Make one.`})]}),a?.map(({id:e,name:n,permissions:r})=>F(`label`,{class:`check`,children:[F(`input`,{type:`checkbox`,checked:s[e]??o(e),disabled:!uo(t.viewerPermissions,r),onChange:()=>void l(e)}),F(`bdi`,{children:n})]},e))]})}function po({member:e,server:t,close:n}){let r=Vn(),[i,a]=j(),o=B($t),s=B(tn),{name:c,id:l}=e.user,u=l===t.owner.id;return i===`remove`?F(Y,{title:`Remove ${c}?`,action:`Remove member`,busy:o.busy,failure:o.failure,confirm:async()=>await o.run({memberId:e.id})&&n(),close:n,children:F(`p`,{children:`They no longer see the server, and what they watch there ends within a second. What they posted stays. They can come back by another invitation.`})}):i===`transfer`?F(Y,{title:`Hand the server over to ${c}?`,action:`Hand over`,busy:s.busy,failure:s.failure,confirm:async()=>await s.run({serverId:t.id,memberId:e.id})&&n(),close:n,children:F(`p`,{children:`They own it from then on, and only they can delete it or hand it on. You stay a member, with the roles you have.`})}):F(J,{title:c,close:n,children:[F(fo,{member:e,server:t}),F(`div`,{class:`actions`,children:[!u&&t.owner.id===r.id&&F(`button`,{type:`button`,onClick:()=>a(`transfer`),children:`Hand the server over…`}),!u&&l!==r.id&&F(`button`,{type:`button`,class:`danger`,onClick:()=>a(`remove`),children:`Remove…`}),F(`button`,{type:`button`,class:`last`,onClick:n,children:`Done`})]})]})}function mo({name:e}){return F(`span`,{class:`tag`,children:F(`bdi`,{children:e})})}function ho({member:e,server:t}){let n=Vn(),[r,i]=j(!1),{user:a,roles:o,createdAt:s}=e,c=H(t.viewerPermissions,`MANAGE_SERVER`);return F(`li`,{class:`row`,children:[F(Dr,{id:a.id,name:a.name}),F(`span`,{class:`row-text`,children:[F(`span`,{class:`row-head`,children:[F(`bdi`,{class:`row-title`,children:a.name}),a.id===n.id&&F(`span`,{class:`row-detail`,children:`you`}),a.id===t.owner.id&&F(`span`,{class:`tag strong`,children:`Owner`}),o.filter(({everyone:e})=>!e).map(({id:e,name:t})=>F(mo,{name:t},e))]}),F(`span`,{class:`row-detail`,children:[`Joined `,F(q,{at:s})]})]}),c&&F(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:[`Manage`,F(`span`,{class:`out-of-sight`,children:[` `,F(`bdi`,{children:a.name})]})]}),r&&F(po,{member:e,server:t,close:()=>i(!1)})]})}function go({serverId:e,server:t}){let n=X(Jt,{serverId:e},({server:e})=>e?.members);return n.data===null?F($,{what:`server`}):F(`div`,{class:`page`,children:[F(Q,{title:`Members`,children:`Members see all channels of the server. Roles say what else they may do.`}),F(I,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&F(Z,{}),F(`ul`,{class:`list`,children:t&&n.data?.items.map(e=>F(ho,{member:e,server:t},e.id))}),F(ni,{list:n}),n.data&&H(t?.viewerPermissions,`MANAGE_SERVER`)&&F(oo,{serverId:e})]})}var _o=new Map,{tell:vo,listen:yo}=kn();function bo(e,t){_o.set(e,t),vo()}var xo=e=>void _o.delete(e),So=()=>_o.clear();function Co(e){let[,t]=j({});return M(()=>yo(()=>t({})),[]),_o.get(e)}var wo=e=>e.split(`/`).at(-1)??``;function To({serverId:e,channelId:t}){let n=X(Ut,{serverId:e},({server:e})=>e?.channels,!0);return n.data===null?F($,{what:`server`}):F(`div`,{class:`page narrow`,children:[F(Q,{title:`New webhook`,children:`It posts into one channel. You get its URL in the next step.`}),F(I,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&F(Z,{}),n.data?.items.length===0&&F(ti,{title:`No channel yet`,children:[F(`p`,{children:`A webhook needs a channel to post into.`}),F(`a`,{class:`button primary`,href:V.server(e),children:`Make a channel`})]}),n.data&&n.data.items.length>0&&F(Eo,{serverId:e,channels:n.data.items,channelId:t})]})}function Eo({serverId:e,channels:t,channelId:n}){let r=B(wn),[i,a]=j(n??t[0].id),[o,s]=j(``),[c,l]=j(``);async function u(){let e=await r.run({channelId:i,name:o,avatarUrl:c.trim()||null});if(!e)return;let{webhook:t,url:n}=e.createWebhook;bo(t.id,n),Rn(V.webhook(t.id))}return F(`section`,{class:`card`,children:F(R,{submit:u,action:`Create webhook`,busy:r.busy,failure:r.failure,cancel:()=>Rn(V.server(e,`webhooks`)),children:[F(gi,{label:`Channel`,value:i,change:a,options:t.map(({id:e,name:t})=>[e,`#${t}`])}),F(L,{label:`Name`,name:`name`,value:o,change:s,failure:r.failure,required:!0,autofocus:!0,placeholder:`CI Bot`,hint:`Messages are shown under it, unless they bring a name of their own.`}),F(L,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:c,change:l,failure:r.failure,placeholder:`https://example.com/bot.png`,hint:`The address of a picture. Without one its initials are shown.`})]})})}function Do({chosen:e,choose:t,own:n}){let r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]);return F(`fieldset`,{children:[F(`legend`,{children:`Permissions`}),lo.map(t=>F(`label`,{class:`check`,children:[F(`input`,{type:`checkbox`,checked:e.includes(t),disabled:!uo(n,[t]),onChange:()=>r(t)}),F(`span`,{children:[co[t][0],` `,F(`span`,{class:`hint`,children:co[t][1]})]})]},t))]})}function Oo({role:e,server:t,close:n}){let r=B(nn),i=B(rn),a=B(an),[o,s]=j(e?.name??``),[c,l]=j(e?.permissions??[`POST_MESSAGES`]),[u,d]=j(!1),f=r.failure??i.failure;async function p(){let a=[...c];(e?await i.run({roleId:e.id,permissions:a,...e.everyone?{}:{name:o}}):await r.run({serverId:t.id,name:o,permissions:a}))&&n()}return e&&u?F(Y,{title:`Delete ${e.name}?`,action:`Delete role`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({roleId:e.id})&&n(),close:n,children:F(`p`,{children:`Members who have it lose what it allows at once.`})}):F(J,{title:e?`Change role`:`New role`,close:n,children:[F(R,{submit:p,action:e?`Save`:`Create role`,busy:r.busy||i.busy,failure:f,cancel:n,children:[e?.everyone?F(`p`,{class:`explain`,children:`What every member of the server may do.`}):F(L,{label:`Name`,name:`name`,value:o,change:s,failure:f,required:!0,autofocus:!0}),F(Do,{chosen:c,choose:l,own:t.viewerPermissions})]}),e&&!e.everyone&&F(`button`,{type:`button`,class:`danger quiet`,onClick:()=>d(!0),children:`Delete role…`})]})}function ko({serverId:e,server:t}){let n=X(Yt,{serverId:e},({server:e})=>e?.roles,!0),[r,i]=j();if(n.data===null)return F($,{what:`server`});let a=H(t?.viewerPermissions,`MANAGE_SERVER`);return F(`div`,{class:`page`,children:[F(Q,{title:`Roles`,action:a&&F(`button`,{type:`button`,class:`primary`,onClick:()=>i(`new`),children:`New role`}),children:[`Members have the permissions of their roles. Every member has the role `,F(`bdi`,{children:`everyone`}),`.`]}),F(I,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&F(Z,{}),F(`ul`,{class:`list`,children:n.data?.items.map(e=>F(`li`,{class:`row`,children:[F(`span`,{class:`row-text`,children:[F(`bdi`,{class:`row-title`,children:e.name}),F(`span`,{class:`row-detail`,children:e.permissions.map(e=>co[e]?.[0]??e).join(`, `)||`No permission`})]}),a&&uo(t?.viewerPermissions,e.permissions)&&F(`button`,{type:`button`,class:`small`,onClick:()=>i(e),children:[`Change`,F(`span`,{class:`out-of-sight`,children:[` `,F(`bdi`,{children:e.name})]})]})]},e.id))}),r&&t&&F(Oo,{role:r===`new`?void 0:r,server:t,close:()=>i(void 0)})]})}function Ao({serverId:e,close:t}){let n=B(Gt),[r,i]=j(``),[a,o]=j(``);async function s(){let i=await n.run({serverId:e,name:r,topic:a.trim()||null});i&&(t(),Rn(V.channel(i.createChannel.channel.id)))}return F(J,{title:`New channel`,close:t,children:F(R,{submit:s,action:`Create channel`,busy:n.busy,failure:n.failure,cancel:t,children:[F(L,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autofocus:!0,placeholder:`deploys`}),F(L,{label:`Topic`,name:`topic`,value:a,change:o,failure:n.failure,hint:`What belongs here, in a sentence.`})]})})}function jo({serverId:e,server:t}){let n=X(Ut,{serverId:e},({server:e})=>e?.channels,!0),[r,i]=j(!1);if(n.data===null)return F($,{what:`server`});let a=n.data?.items,o=H(t?.viewerPermissions,`MANAGE_CHANNELS`)&&F(`button`,{type:`button`,class:`primary`,onClick:()=>i(!0),children:`New channel`});return F(`div`,{class:`page`,children:[F(Q,{title:t?.name??` `,action:a?.length?o:void 0,children:`Channels hold messages, from people and from webhooks.`}),F(I,{failure:n.failure,again:n.reload}),!a&&!n.failure&&F(Z,{}),a?.length===0&&F(ti,{title:`No channel yet`,children:[F(`p`,{children:`A channel is where messages go: one for deploys, one for alerts.`}),o]}),F(`ul`,{class:`list`,children:a?.map(({id:e,name:t,topic:n})=>F(`li`,{children:F(`a`,{class:`row`,href:V.channel(e),children:[F(`span`,{class:`row-icon`,children:F(K,{name:`hash`})}),F(`span`,{class:`row-text`,children:[F(`bdi`,{class:`row-title`,children:t}),n&&F(`bdi`,{class:`row-detail`,children:n})]})]})},e))}),r&&F(Ao,{serverId:e,close:()=>i(!1)})]})}var Mo=()=>_r(Lt,{}).data?.viewer.managesAccounts??!1;function No({server:e}){let t=B(xn),[n,r]=j(!1);return F(`section`,{class:`card`,children:[F(`h2`,{children:`Delete this server`}),F(`p`,{children:`Its channels, messages and webhooks go with it, for all its members.`}),F(`div`,{class:`actions`,children:F(`button`,{type:`button`,class:`danger`,onClick:()=>r(!0),children:`Delete server…`})}),n&&F(Y,{title:`Delete ${e.name}?`,action:`Delete server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&Rn(V.servers),close:()=>r(!1),children:F(`p`,{children:`All its channels and messages are deleted, everybody who watches them is cut off, and the URLs of its webhooks stop working at once. This cannot be undone.`})})]})}function Po({server:e}){let t=B(en),[n,r]=j(!1);return F(`section`,{class:`card`,children:[F(`h2`,{children:`Leave this server`}),F(`p`,{children:`You no longer see its channels. What you posted stays.`}),F(`div`,{class:`actions`,children:F(`button`,{type:`button`,class:`danger`,onClick:()=>r(!0),children:`Leave server…`})}),n&&F(Y,{title:`Leave ${e.name}?`,action:`Leave server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&Rn(V.servers),close:()=>r(!1),children:F(`p`,{children:`You can come back by another invitation only.`})})]})}function Fo({server:e}){let t=B(bn),[n,r]=j(e.name),[i,a]=j(!1);return F(`section`,{class:`card`,children:F(R,{submit:async()=>a(!!await t.run({serverId:e.id,name:n})),action:`Save`,busy:t.busy,failure:t.failure,done:i&&`Saved.`,children:F(L,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0})})})}function Io({server:e}){let t=Vn().id===e?.owner.id,n=Mo();return e?F(`div`,{class:`page`,children:[F(Q,{title:`Settings`}),H(e.viewerPermissions,`MANAGE_SERVER`)&&F(Fo,{server:e},e.id),!t&&F(Po,{server:e}),(t||n)&&F(No,{server:e})]}):F(`div`,{class:`page`,children:[F(Q,{title:`Settings`}),F(Z,{})]})}function Lo({close:e}){let t=B(yn),[n,r]=j(``);async function i(){let r=await t.run({name:n});r&&(e(),Rn(V.server(r.createServer.server.id)))}return F(J,{title:`New server`,close:e,children:F(R,{submit:i,action:`Create server`,busy:t.busy,failure:t.failure,cancel:e,children:F(L,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`Platform team`})})})}function Ro(){let e=Vn(),t=X(_n,{},({viewer:e})=>e.servers),[n,r]=j(!1),i=t.data?.items,a=F(`button`,{type:`button`,class:`primary`,onClick:()=>r(!0),children:`New server`});return F(`div`,{class:`page`,children:[F(Q,{title:`Servers`,action:i?.length?a:void 0,children:`A server groups channels and the people who see them.`}),F(I,{failure:t.failure,again:t.reload}),!i&&!t.failure&&F(Z,{}),i?.length===0&&F(ti,{title:`No server yet`,children:[F(`p`,{children:`Make one, add a channel, and give a program the URL of a webhook to post there.`}),a]}),F(`ul`,{class:`list`,children:i?.map(({id:t,name:n,owner:r})=>F(`li`,{children:F(`a`,{class:`row`,href:V.server(t),children:[F(Dr,{id:t,name:n}),F(`span`,{class:`row-text`,children:[F(`bdi`,{class:`row-title`,children:n}),F(`span`,{class:`row-detail`,children:r.id===e.id?`Yours`:F(x,{children:[`Owned by `,F(`bdi`,{children:r.name})]})})]})]})},t))}),F(ni,{list:t}),n&&F(Lo,{close:()=>r(!1)})]})}function zo({webhook:e}){let t=B(Tn),n=X(Ut,{serverId:e.channel.server.id},({server:e})=>e?.channels,!0),[r,i]=j(e.name),[a,o]=j(e.avatarUrl??``),[s,c]=j(e.channel.id),l=(n.data?.items??[e.channel]).map(({id:e,name:t})=>[e,`#${t}`]);return F(`section`,{class:`card`,children:[F(`h2`,{children:`Details`}),F(R,{submit:()=>void t.run({webhookId:e.id,name:r,avatarUrl:a.trim()||null,channelId:s}),action:`Save`,busy:t.busy,failure:t.failure,children:[F(`div`,{class:`columns`,children:[F(L,{label:`Name`,name:`name`,value:r,change:i,failure:t.failure,required:!0}),F(gi,{label:`Channel`,value:s,change:c,options:l})]}),F(L,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:a,change:o,failure:t.failure,placeholder:`https://example.com/bot.png`,hint:`Messages keep the name and avatar that they were posted with.`})]})]})}var Bo=`curl -X POST "$WEBHOOK_URL" \\
  -H 'Content-Type: application/json' \\
  -d '{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}' --fail-with-body
`,Vo=`package main

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
`,Ho=`const response = await fetch(process.env.WEBHOOK_URL, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ content: 'Deploy completed successfully.', name: 'CI Bot', avatarUrl: null }),
});
const { message, detail } = await response.json();
if (!response.ok) throw new Error(detail);
console.log('Message ID:', message.id);
`,Uo=`<?php
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
`,Wo=`import json, os, urllib.error, urllib.request

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
`,Go=(e,t,n,r=``)=>i=>e.trimEnd().replace(r,``).replace(t,()=>n+i+n),Ko=[{name:`cURL`,run:`Paste it into a terminal.`,code:Go(Bo,`"$WEBHOOK_URL"`,`'`)},{name:`Node.js`,run:`Save it as post.mjs, then: node post.mjs`,code:Go(Ho,`process.env.WEBHOOK_URL`,`'`)},{name:`Python`,run:`Save it as post.py, then: python3 post.py`,code:Go(Wo,`os.environ["WEBHOOK_URL"]`,`"`,`os, `)},{name:`Go`,run:`Save it as post.go, then: go run post.go`,code:Go(Vo,`os.Getenv("WEBHOOK_URL")`,`"`,`	"os"
`)},{name:`PHP`,run:`Save it as post.php, then: php post.php`,code:Go(Uo,`getenv('WEBHOOK_URL')`,`'`)}];function qo({url:e}){let[t,n]=j(0),r=N([]),i=Fe(),{run:a,code:o}=Ko[t],s=o(e);function c(e){let i={ArrowRight:1,ArrowLeft:-1}[e.key];if(!i)return;let a=(t+i+Ko.length)%Ko.length;n(a),r.current[a]?.focus()}return F(`div`,{class:`snippets`,children:[F(`div`,{class:`tabs`,children:[F(`div`,{role:`tablist`,"aria-label":`Language`,onKeyDown:c,children:Ko.map(({name:e},a)=>F(`button`,{ref:e=>void(r.current[a]=e),type:`button`,role:`tab`,id:`${i}-${a}`,"aria-controls":`${i}-panel`,"aria-selected":a===t,tabIndex:a===t?0:-1,onClick:()=>n(a),children:e},e))}),F(Et,{text:s})]}),F(`pre`,{role:`tabpanel`,id:`${i}-panel`,"aria-labelledby":`${i}-${t}`,tabIndex:0,children:F(`code`,{children:s})}),F(`p`,{children:a})]})}function Jo({webhookId:e,channel:t,url:n}){let{arrived:r,broken:i}=Yo(e,t.id),a=B(On);return F(`section`,{class:`test-message`,children:[F(`div`,{class:`section-head`,children:[F(`div`,{children:[F(`h2`,{children:`Watch it work`}),F(`p`,{children:[`Whatever is posted to the URL appears here and in `,F(`a`,{href:V.channel(t.id),children:[`#`,F(`bdi`,{children:t.name})]}),`, live.`]})]}),F(`button`,{type:`button`,disabled:a.busy,onClick:()=>a.run({appId:e,token:wo(n),content:`This is a **test message** from the portal. It works.`}),children:`Send a test message`})]}),F(I,{failure:a.failure??i}),F(`div`,{class:`arrivals`,role:`log`,"aria-label":`What has arrived`,children:[r.length===0&&F(`p`,{class:`waiting`,children:`Nothing yet. Listening…`}),r.map(e=>F(ka,{message:e},e.id))]})]})}function Yo(e,t){let[n,r]=j([]),[i,a]=j();return M(()=>{let n={channelId:t};return lr(ln,n,({channelEvents:{cursor:t,kind:i,message:a}})=>{n.after=t,i===`MESSAGE_POSTED`&&a.author.id===e&&r(e=>[...e,a].slice(-3))},a)},[e,t]),{arrived:n,broken:i}}function Xo({webhook:e}){let t=B(Tn),n=B(En),[r,i]=j(!1),a=()=>void t.run({webhookId:e.id,enabled:!e.enabled});async function o(){await n.run({webhookId:e.id})&&(xo(e.id),Rn(V.server(e.channel.server.id,`webhooks`)))}return F(`section`,{class:`card`,children:[F(`h2`,{children:e.enabled?`Disable or delete`:`Enable or delete`}),F(`p`,{children:e.enabled?`Disabled, it refuses posts with 403 until it is enabled again; its URL stays the same.`:`It is disabled: posts are refused with 403 WEBHOOK_DISABLED.`}),F(I,{failure:t.failure}),F(`div`,{class:`actions`,children:[F(`button`,{type:`button`,disabled:t.busy,onClick:a,children:e.enabled?`Disable`:`Enable`}),F(`button`,{type:`button`,class:`danger`,onClick:()=>i(!0),children:`Delete…`})]}),r&&F(Y,{title:`Delete ${e.name}?`,action:`Delete webhook`,busy:n.busy,failure:n.failure,confirm:o,close:()=>i(!1),children:F(`p`,{children:[`Its URL stops working at once and for good: every program that posts to it gets `,F(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),`. What it posted stays.`]})})]})}function Zo({webhook:e,url:t}){let n=B(Dn),[r,i]=j(!1);async function a(){let t=await n.run({webhookId:e.id});t&&(bo(e.id,t.regenerateWebhookUrl.url),i(!1))}return F(`section`,{class:t?`card once`:`card`,children:[F(`h2`,{children:t?`Copy the URL now`:`URL`}),F(`p`,{children:t?`It is shown this once. Whoever has it can post: keep it like a password.`:`It was shown when it was made, and cannot be shown again. Lost, or seen by somebody? Make a new one.`}),t&&F(Kr,{label:`Webhook URL`,value:t}),F(`div`,{class:`actions`,children:F(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:`Regenerate URL…`})}),r&&F(Y,{title:`Make a new URL?`,action:`Regenerate URL`,busy:n.busy,failure:n.failure,confirm:a,close:()=>i(!1),children:[F(`p`,{children:[`The present URL stops working at once: every program that posts to it gets `,F(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),` until it has the new one.`]}),F(`p`,{children:`Messages, name and channel stay as they are.`})]})]})}function Qo({webhookId:e}){let{data:t,failure:n,reload:r}=_r(Cn,{id:e});return ri(t?.webhook?.name??``),t?.webhook===null?F($,{what:`webhook`}):F(`div`,{class:`page`,children:[F(I,{failure:n,again:r}),t?F($o,{webhook:t.webhook}):!n&&F(Z,{})]})}function $o({webhook:e}){let t=Co(e.id);return F(x,{children:[F(`header`,{class:`page-head`,children:[F(Dr,{id:e.id,name:e.name,picture:e.avatarPath}),F(`div`,{class:`grow`,children:[F(`h1`,{children:[F(`bdi`,{children:e.name}),F(Ea,{}),!e.enabled&&F(`span`,{class:`tag off`,children:`Disabled`})]}),F(`p`,{class:`lead`,children:[`Posts into `,F(`a`,{href:V.channel(e.channel.id),children:[`#`,F(`bdi`,{children:e.channel.name})]}),` · `,F(es,{webhook:e})]})]})]}),F(Zo,{webhook:e,url:t}),F(`section`,{children:[F(`h2`,{children:`Post from anywhere`}),F(`p`,{children:t?`The URL is filled in.`:`Put the URL in the place of the one below.`}),F(qo,{url:t??`${new URL(`.`,document.baseURI).href}webhooks/${e.id}/TOKEN`}),F(`p`,{class:`hint`,children:[F(`code`,{children:`name`}),` and `,F(`code`,{children:`avatarUrl`}),` are this message’s own: leave them out, and it has the webhook’s. To retry safely send the header `,F(`code`,{children:`Idempotency-Key`}),`: for 24 hours the same key and message post once.`]})]}),t&&F(Jo,{webhookId:e.id,channel:e.channel,url:t},e.channel.id),F(zo,{webhook:e},e.id),F(Xo,{webhook:e})]})}function es({webhook:{lastUsedAt:e,creator:t,createdAt:n}}){return F(x,{children:[e?F(x,{children:[`last used `,F(q,{at:e})]}):`never used`,` · `,`made `,t&&F(x,{children:[`by `,F(`bdi`,{children:t.name})]}),` `,F(q,{at:n})]})}function ts({serverId:e}){let t=X(Sn,{serverId:e},({server:e})=>e?.webhooks);if(t.data===null)return F($,{what:`server`});let n=t.data?.items,r=F(`a`,{class:`button primary`,href:V.newWebhook(e),children:`New webhook`});return F(`div`,{class:`page`,children:[F(Q,{title:`Webhooks`,action:n?.length?r:void 0,children:`A webhook is a URL. Whatever is posted to it becomes a message.`}),F(I,{failure:t.failure,again:t.reload}),!n&&!t.failure&&F(Z,{}),n?.length===0&&F(ti,{title:`No webhook yet`,children:[F(`p`,{children:`Make one, and paste its URL where your build, deploy or alerting tool asks for a webhook.`}),r]}),F(`ul`,{class:`list`,children:n?.map(({id:e,name:t,avatarPath:n,channel:r,enabled:i,lastUsedAt:a})=>F(`li`,{children:F(`a`,{class:`row`,href:V.webhook(e),children:[F(Dr,{id:e,name:t,picture:n}),F(`span`,{class:`row-text`,children:[F(`bdi`,{class:`row-title`,children:t}),F(`span`,{class:`row-detail`,children:[`#`,F(`bdi`,{children:r.name})]})]}),F(`span`,{class:`row-aside`,children:i?a?F(x,{children:[`Used `,F(q,{at:a})]}):`Never used`:F(`span`,{class:`tag off`,children:`Disabled`})})]})},e))}),F(ni,{list:t})]})}var ns={channels:jo,webhooks:ts,members:go,roles:ko,"audit-log":ji,settings:Io};function rs({route:e,server:t}){switch(e.page){case`servers`:return F(Ro,{});case`server`:{let n=ns[e.section];return F(n,{serverId:e.serverId,server:t?.id===e.serverId?t:null})}case`newWebhook`:return F(To,{serverId:e.serverId,channelId:e.channelId});case`webhook`:return F(Qo,{webhookId:e.webhookId});case`channel`:return F(Za,{channelId:e.channelId});case`tokens`:return F(xi,{});case`accounts`:return F(ai,{});case`installationLog`:return F(to,{});case`account`:return F(mi,{});default:return F($,{})}}function is({route:e,signedOut:t}){let n=Vn(),[r,i]=j(!1);return F(`div`,{class:`account`,children:[F(`a`,{class:`link`,href:V.tokens,"aria-current":e.page===`tokens`?`page`:void 0,children:[F(K,{name:`key`}),`Access tokens`]}),F(`a`,{class:`link`,href:`playground`,children:[F(K,{name:`play`}),`Playground`]}),F(`div`,{class:`me`,children:[F(`a`,{class:`link`,href:V.account,title:`Account`,"aria-current":e.page===`account`?`page`:void 0,children:[F(Dr,{id:n.id,name:n.name}),F(`bdi`,{children:n.name})]}),F(`button`,{type:`button`,class:`plain`,onClick:()=>mt().then(t,()=>i(!0)),title:`Sign out`,children:[F(K,{name:`leave`}),F(`span`,{class:`out-of-sight`,children:`Sign out`})]})]}),r&&F(`p`,{class:`hint`,role:`alert`,children:`Signing out did not work: the server does not answer. You are still signed in.`})]})}function as({serverId:e,currentId:t,create:n}){let{data:r}=X(Ut,{serverId:e},({server:e})=>e?.channels,!0),[i,a]=j(!1);return F(x,{children:[F(`div`,{class:`group`,children:[F(`h2`,{children:`Channels`}),n&&F(`button`,{type:`button`,class:`plain`,onClick:()=>a(!0),title:`New channel`,children:[F(K,{name:`plus`}),F(`span`,{class:`out-of-sight`,children:`New channel`})]})]}),r?.items.map(({id:e,name:n})=>F(`a`,{class:`link`,href:V.channel(e),"aria-current":e===t?`page`:void 0,children:[F(K,{name:`hash`}),F(`bdi`,{children:n})]},e)),i&&F(Ao,{serverId:e,close:()=>a(!1)})]})}function os(){let{data:e}=X(_n,{},({viewer:e})=>e.servers);return F(x,{children:[F(`div`,{class:`group`,children:F(`h2`,{children:`Servers`})}),e?.items.map(({id:e,name:t})=>F(`a`,{class:`link`,href:V.server(e),children:[F(Dr,{id:e,name:t}),F(`bdi`,{children:t})]},e))]})}function ss({server:e,route:t,signedOut:n}){return F(`nav`,{id:`sidebar`,class:`sidebar`,"aria-label":`Pages`,children:[F(`a`,{class:`brand`,href:V.servers,children:[F(`img`,{src:`assets/icon.svg`,alt:``,width:`24`,height:`24`}),`Chattr`]}),F(`div`,{class:`links`,children:e?F(ls,{server:e,route:t}):F(cs,{route:t})}),F(is,{route:t,signedOut:n})]})}function cs({route:e}){let t=e.page===`accounts`||e.page===`installationLog`;return F(x,{children:[F(os,{}),Mo()&&F(x,{children:[F(`div`,{class:`group`,children:F(`h2`,{children:`Installation`})}),F(`a`,{class:`link`,href:V.accounts,"aria-current":t?`page`:void 0,children:[F(K,{name:`people`}),`Accounts`]})]})]})}function ls({server:e,route:t}){let n=t.page===`server`?t.section:t.page===`webhook`||t.page===`newWebhook`?`webhooks`:``,r=H(e.viewerPermissions,`MANAGE_SERVER`);return F(x,{children:[F(`a`,{class:`link up`,href:V.servers,children:[F(K,{name:`back`}),`All servers`]}),F(`a`,{class:`server-name`,href:V.server(e.id),title:e.name,"aria-current":n===`channels`?`page`:void 0,children:F(`bdi`,{children:e.name})}),us.map(t=>(r||t.forAll)&&F(ds,{server:e.id,current:n,...t},t.section)),F(as,{serverId:e.id,currentId:t.page===`channel`?t.channelId:``,create:H(e.viewerPermissions,`MANAGE_CHANNELS`)})]})}var us=[{section:`webhooks`,icon:`webhook`,label:`Webhooks`,forAll:!1},{section:`members`,icon:`people`,label:`Members`,forAll:!0},{section:`roles`,icon:`shield`,label:`Roles`,forAll:!0},{section:`audit-log`,icon:`list`,label:`Audit log`,forAll:!1},{section:`settings`,icon:`settings`,label:`Settings`,forAll:!0}];function ds({server:e,section:t,current:n,icon:r,label:i}){return F(`a`,{class:`link`,href:V.server(e,t),"aria-current":t===n?`page`:void 0,children:[F(K,{name:r}),i]})}function fs(e){let t=_r(Wt,e.page===`channel`?{id:e.channelId}:null),n=_r(Cn,e.page===`webhook`?{id:e.webhookId}:null),r=`serverId`in e?e.serverId:t.data?.channel?.server.id??n.data?.webhook?.channel.server.id,{data:i}=_r(vn,r?{id:r}:null),a=N(null),o=`serverId`in e||e.page===`channel`||e.page===`webhook`;return i&&(a.current=i.server),o?a.current:null}function ps({signedOut:e}){let t=zn(),n=fs(t),[r,i]=j(!1),a=N(null),o=JSON.stringify(t);return M(()=>{i(!1),a.current?.scrollTo(0,0)},[o]),F(`div`,{class:`layout ${r?`menu-open`:``}`,onKeyDown:e=>e.key===`Escape`&&i(!1),children:[F(`a`,{class:`skip`,href:`#main`,onClick:e=>(e.preventDefault(),a.current?.focus()),children:`Skip to the content`}),F(`header`,{class:`bar`,children:[F(`button`,{type:`button`,class:`plain`,"aria-expanded":r,"aria-controls":`sidebar`,onClick:()=>i(!r),children:[F(K,{name:`menu`}),F(`span`,{class:`out-of-sight`,children:`Menu`})]}),F(`bdi`,{class:`bar-title`,children:n?.name??`Chattr`})]}),F(ss,{server:n,route:t,signedOut:e}),F(`div`,{class:`shade`,onClick:()=>i(!1)}),F(`main`,{id:`main`,ref:a,tabIndex:-1,children:F(rs,{route:t,server:n},o)})]})}function ms(){let[{entrance:e,failure:t,invited:n,back:r},i]=j({}),a=e=>i(t=>({...t,...e}));async function o(e){try{a({failure:e,...await gs(bt())})}catch(e){let t=e instanceof P?e:We();a({failure:t,entrance:await ut().catch(()=>void 0)})}}function s(t,n){fr(),a({entrance:e&&{...e,user:t},failure:void 0}),n&&(a({invited:void 0}),Rn(V.server(n)))}function c(t){cr(),fr(),So(),a({entrance:e&&{...e,user:null},failure:t,invited:void 0}),o(t)}M(()=>{o();let e=()=>yt(location.hash)&&void o();return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),M(()=>jn.listen(()=>c(hs()))),M(()=>Mn.listen(()=>c()));let l=e?.user;return!e&&!t?null:!l||t?F(Mt,{way:e,failure:t,invited:n,enter:s,start:()=>void o(),goOn:()=>a({failure:void 0})},n?.secret):F(Bn.Provider,{value:l,children:F(Qe.Provider,{value:{name:e?.openIdName,issuer:e?.openIdIssuer,back:r,seen:()=>a({back:void 0})},children:n?F(Hn,{invited:n,close:()=>a({invited:void 0})}):F(ps,{signedOut:()=>c()})})})}var hs=()=>new P(`SIGNED_OUT`,`You were signed out: the session has ended, or an administrator has disabled your account. Sign in again; if you may not, you are told.`);async function gs({signIn:e,invite:t,linked:n,error:r,flow:i}){if(n||r){let e=await ut(),t=n||i===`link`,a=r?it(e.openIdName,t&&!e.user?`SIGNED_OUT`:r,i):void 0;return!e.user||!t?{entrance:e,failure:a}:(location.replace(V.account),{entrance:e,back:{failure:a}})}if(!e&&!t)return{entrance:await ut()};if(fr(),e)return{entrance:await dt(e)};let[a,o]=await Promise.all([ut(),ht(t)]);return{entrance:a,invited:{...o,secret:t}}}me(F(ms,{}),document.getElementById(`portal`));