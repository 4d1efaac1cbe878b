var e,t,n,r,i,a,o,s,c,l,u,d=Symbol.for(`pv`),f={},p=[],m=/^m(i|n|o|s|text|space)$/,h=Array.isArray,g=p.slice,_=Object.assign;function v(e){e&&e.parentNode&&e.remove()}function y(e,t,n){var r,i,a,o={},s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?g.call(arguments,2):n),b(e,o,r,i,null)}function b(n,r,i,a,o){var s={type:n,props:r,key:i,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:d,__v:o||++t,__i:-1,__u:0};return!o&&e.vnode&&e.vnode(s),s}function x(e){return e.children}function S(e,t){this.props=e,this.context=t,this.__g=0}function C(e,t){if(t==null)return e.__&&C(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!=`function`||e.props.__P?null:C(e)}function w(t){var n,r=t.__v,i=r.__e,a=[],o=[],s=t.__P;s&&((n=_({constructor:d},r)).__v=r.__v+1,e.vnode&&e.vnode(n),se(s,n,r,t.__n,s.namespaceURI,32&r.__u?[i]:null,a,i||C(r),32&r.__u,o),n.__v=r.__v,n.__.__k[n.__i]=n,ue(a,n,o),r.__=r.__e=null,n.__e!=i&&T(n))}function T(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),T(e)}function E(t){(8&t.__g||(t.__g|=8,n.push(t),i++))&&r==e.debounceRendering||((r=e.debounceRendering)||queueMicrotask)(D)}function D(){try{for(var e,t=1;n.length;)n.length>t&&n.sort(a),e=n.shift(),t=n.length,8&e.__g&&w(e)}finally{(i=n.length)&&(r||queueMicrotask)(D)}}function ee(e,t,n,r,i,a,o,s,c,l,u){var d,m,h,g,_,v,y=r.__k||p,b=t.length;for(c=te(n,t,y,c,b),d=0;d<b;d++)(h=n.__k[d])!=null&&(m=~h.__i&&y[h.__i]||f,h.__i=d,v=se(e,h,m,i,a,o,s,c,l,u),g=h.__e,(m.ref!=h.ref||8&m.__u)&&(m.ref&&O(m.ref,null,h,m),h.ref&&u.push(h.ref,h.__c||g,h)),_||=g,4&h.__u?(c=ne(h,c,e,!m.__v),m.__e&&(m.__e=null)):typeof h.type==`function`&&v!==void 0?c=v:g&&(c=g.nextSibling),h.__u&=-21);return n.__e=_,c}function te(e,t,n,r,i){var a,o,s,c,l,u,f,p,m,g=n.length,_=g,v=0,y=0,S=e.__k=Array(i);for(a=0;a<i;a++)(o=t[a])!=null&&typeof o!=`boolean`&&typeof o!=`function`?(typeof o!=`object`||o.constructor===String?o=S[a]=b(null,o):h(o)?o=S[a]=b(x,{children:o}):o.constructor===d&&o.__b?o=S[a]=b(o.type,o.props,o.key,o.ref,o.__v):S[a]=o,c=a+v,o.__=e,o.__b=e.__b+1,s=null,~(l=o.__i=re(o,n,c,_))&&(_--,(s=n[l])&&(s.__u|=2)),s&&s.__v?(o.__u|=16,l==c-1?v--:l==c+1?v++:l!=c&&(l>c?v--:v++,y=1)):(~l||(i>g?v--:i<g&&v++),typeof o.type!=`function`&&(o.__u|=4))):S[a]=null;if(y){for(u=[],f=[],a=0;a<i;a++)if((o=S[a])&&16&o.__u){for(v=0,p=u.length;v<p;)u[m=v+p>>1]<o.__i?v=m+1:p=m;u[v]=o.__i,f[a]=v+1}for(v=u.length;a--;)f[a]&&(f[a]==v?v--:S[a].__u|=4)}if(_)for(a=0;a<g;a++)!(s=n[a])||2&s.__u||(s.__e==r&&(r=C(s)),fe(s,s));return r}function ne(e,t,n,r){var i,a,o,s;if(typeof e.type==`function`){if(e.props.__P)return t;if(i=e.__k)for(a=0;a<i.length;a++)i[a]&&(i[a].__=e,t=ne(i[a],t,n,!1));return t}for(t&&!t.parentNode&&(t=C(e))&&!t.parentNode&&(t=null),o=e.__e,s=t;s&&s.nodeType==8;)s=s.nextSibling;for(o!=s&&(!r&&n.moveBefore&&o.parentNode?n.moveBefore(o,t):n.insertBefore(o,t||null)),t=o;(t&&=t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(`$s`););return t}function re(e,t,n,r){var i,a=e.key,o=e.type,s=t[n],c=s&&!(2&s.__u);if(s===null&&a==null||c&&a==s.key&&o==s.type)return n;if(r>+!!c){for(i=n-1;i>=0;i--)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i;for(i=n+1;i<t.length;i++)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i}return-1}function ie(e,t,n){n??=``,t[0]==`-`?e.setProperty(t,n):e[t]=n}function ae(e,t,n,r,i){var a,o;if(t==`style`){if(typeof n==`string`)e.style.cssText=n;else{if(typeof r==`string`&&(e.style.cssText=r=``),r)for(t in r)n&&t in n||ie(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||ie(e.style,t,n[t])}}else if(t[0]==`o`&&t[1]==`n`)typeof n!=`function`&&(n=null),typeof r!=`function`&&(r=null),(e.__e||={})[t]=n,n&&r||(o=l[t]||(l[t]=oe(t)),(e.__a||={})[t]=c,a=t!=(t=t.replace(s,`$1`)),(t=t.slice(2))[0]<`a`&&(t=t.toLowerCase()),n?e.addEventListener(t,o,a):e.removeEventListener(t,o,a));else{if(i==`http://www.w3.org/2000/svg`)t=t.replace(/xlink(H|:h)/,`h`).replace(/sName$/,`s`);else if(t!=`width`&&t!=`height`&&t!=`href`&&t!=`list`&&t!=`form`&&t!=`tabIndex`&&t!=`download`&&t!=`rowSpan`&&t!=`colSpan`&&t!=`role`&&t!=`popover`&&t in e)try{e[t]=n??``;return}catch{}if(typeof n==`function`)return;n==null||!1===n&&t[4]!=`-`?e.removeAttribute(t):e.setAttribute(t,t==`popover`&&n==1?``:n)}}function oe(t){return function(n){var r=this.__e;if(r){if(r=r[t],n[o]==null)n[o]=c++;else if(n[o]<this.__a[t])return;return r(e.event?e.event(n):n)}}}function se(t,n,r,i,a,o,s,c,l,u){var f,m,g,y,b,w,T,E,D,te,ne,re,ie,ae,oe,se,ue,O,k=n.type;if(n.constructor!==d)return null;128&r.__u&&(l=32&r.__u,f=r.__c.__z)&&(n.__u|=l,m=o=[],f.nodeType==8?c=ce(f,o):o.push(f),c=o[0]||c),(f=e.__b)&&f(n);n:if(typeof k==`function`){g=s.length;try{if(E=n.props,D=(f=k.prototype)&&f.render,te=(f=k.contextType)&&i[f.__c],ne=f?te?te.props.value:f.__:i,(y=r.__c)?(n.__c=y,2&y.__g&&(y.__g|=1)):(D?n.__c=y=new k(E,ne):(n.__c=y=new S(E,ne),y.constructor=k,y.render=pe),te&&te.sub(y),y.state||(y.state={}),y.__n=i,y.__g|=8,y.__h=[],y.__k=[]),D&&(y.__s||(y.__s=y.state),k.getDerivedStateFromProps&&(y.__s==y.state&&(y.__s=_({},y.__s)),_(y.__s,k.getDerivedStateFromProps(E,y.__s)))),b=y.props,w=y.state,y.__v=n,r.__c){if(E!==b&&D&&!k.getDerivedStateFromProps&&y.componentWillReceiveProps&&y.componentWillReceiveProps(E,ne),n.__v==r.__v&&!(8&y.__g)||!(4&y.__g)&&y.shouldComponentUpdate&&!1===y.shouldComponentUpdate(E,y.__s,ne)){n.__v!=r.__v&&(y.props=E,y.state=y.__s,y.__g&=-9),n.__e=r.__e,n.__k=r.__k,n.__k.some(function(e){e&&(e.__=n)}),p.push.apply(y.__h,y.__k),y.__k=[],y.__h.length&&s.push(y),c=C(r);break n}y.componentWillUpdate&&y.componentWillUpdate(E,y.__s,ne),D&&y.componentDidUpdate&&y.__h.push(function(){y.componentDidUpdate(b,w,T)})}else D&&!k.getDerivedStateFromProps&&y.componentWillMount&&y.componentWillMount(),D&&y.componentDidMount&&y.__h.push(y.componentDidMount);y.context=ne,y.props=E,y.__P=t,y.__g&=-5,re=e.__r,ie=D?25:0;do y.__g&=-9,re&&re(n),f=y.render(y.props,y.state=y.__s,y.context);while(8&y.__g&&++ie<25);D&&(p.push.apply(y.__h,y.__k),y.__k=[]),y.state=y.__s,y.getChildContext&&(i=_({},i,y.getChildContext())),D&&r.__c&&y.getSnapshotBeforeUpdate&&(T=y.getSnapshotBeforeUpdate(b,w)),ae=f&&f.type===x&&f.key==null?f.props.children:f,E.__P&&(f=c,a=(t=E.__P).namespaceURI,l=o=null,r.props&&r.props.__P!=t&&(r.__k.some(function(e){e&&fe(e,e)}),r.__k=null),c=r.__k?C(r,0):null),c=ee(t,h(ae)?ae:[ae],n,r,i,a,o,s,c,l,u),E.__P&&(n.__e=null,c=f),n.__u&=-161,m&&m.some(v),y.__h.length&&s.push(y),1&y.__g&&(y.__g&=-4)}catch(t){if(s.length=g,n.__v=null,l||o){if(t&&t.then){if(n.__u|=128|l,o){for(~(ue=o.indexOf(c||void 0))||(ue=o.length);(O=o[ue-1])&&O.nodeType==8;)ue--;for(;ue<o.length;ue++)if(O=o[ue]){if(o[ue]=null,oe){if(O==se)break}else{if(O.nodeType!=8)break;O.data.startsWith(`$s`)&&(se=ce(oe=O))}}}if(!oe){for(;c&&c.nodeType==8&&c.nextSibling;)c=c.nextSibling;oe=c}(f=ce(oe=n.__c.__z||(n.__c.__z=oe)))?(n.__e=oe,c=f):n.__e=c,c&&=c.nextSibling}else o&&o.some(v)}else n.__e=r.__e;n.__k||=r.__k||[],t&&t.then||le(n),e.__e(t,n,r)}}else c=n.__e=de(r.__e,n,r,i,a,o,s,l,u,t);return(f=e.diffed)&&f(n),c}function ce(e,t){if(e&&e.nodeType==8&&e.data.startsWith(`$s`))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith(`$s`))n++;else if(e.data.startsWith(`/$s`)&&!--n)return e}t&&t.push(e)}}function le(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(le))}function ue(t,n,r){for(var i=0;i<r.length;)O(r[i++],r[i++],r[i++]);e.__c&&e.__c(n,t),t.some(function(n){try{t=n.__h,n.__h=[],t.some(function(e){e.call(n)})}catch(t){e.__e(t,n.__v)}})}function de(t,n,r,i,a,o,s,c,l,u){var d,p,_,y,b,x,S,w,T=r.props||f,E=n.props,D=n.type;if(D==`svg`?a=`http://www.w3.org/2000/svg`:D==`math`?a=`http://www.w3.org/1998/Math/MathML`:a||=`http://www.w3.org/1999/xhtml`,o){for(d=0;d<o.length;d++)if((b=o[d])&&(D?b.localName==D:b.nodeType==3)){t=b,o[d]=null;break}}if(!t){if(w=u.ownerDocument||document,!D)return w.createTextNode(E);t=w.createElementNS(a,D,E.is?E:u),c&&=(e.__m&&e.__m(n,o),!1),o=null}if(D){if(u=D==`template`&&t.content||t,o=D==`textarea`&&E.defaultValue!=null?null:o&&g.call(u.childNodes),!c&&o)for(T={},d=0;d<t.attributes.length;d++)T[(b=t.attributes[d]).name]=b.value;for(d in T)b=T[d],d==`dangerouslySetInnerHTML`?_=b:d==`children`||d in E||d==`value`&&`defaultValue`in E||d==`checked`&&`defaultChecked`in E||ae(t,d,null,b,a);for(d in E)b=E[d],d==`children`?y=b:d==`dangerouslySetInnerHTML`?p=b:d==`value`?x=b:d==`checked`?S=b:c&&typeof b!=`function`||T[d]===b||ae(t,d,b,T[d],a);p?(c||_&&(p.__html==_.__html||p.__html==t.innerHTML)||(t.innerHTML=p.__html),n.__k=[]):(_&&(t.textContent=``),(D==`foreignObject`||a==`http://www.w3.org/1998/Math/MathML`&&m.test(D))&&(a=`http://www.w3.org/1999/xhtml`),ee(u,h(y)?y:[y],n,r,i,a,o,s,o?o[0]:r.__k&&C(r,0),c,l),o&&o.some(v)),c&&D!=`textarea`||(d=`value`,D==`progress`&&x==null?t.removeAttribute(d):x==null||x===t[d]&&(D!=`progress`||x)||ae(t,d,x,T[d],a),d=`checked`,S!=null&&S!=t[d]&&ae(t,d,S,T[d],a))}else T===E||c&&t.data==E||(t.data=E);return t}function O(t,n,r,i){try{typeof t==`function`?n?n.__x=t(n)||1:(i&&=i.__c||i.__e)&&(n=i.__x)&&(i.__x=null,typeof n==`function`?n():t(null)):t.current=n}catch(t){e.__e(t,r)}}function fe(t,n,r){var i,a,o,s;if(e.unmount&&e.unmount(t),!(i=t.ref)||i.current&&i.current!=t.__e||O(i,null,n,t),i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){e.__e(t,n)}i.__P=i.__n=null}if(i=t.__k)for(s=0;s<i.length;s++)i[s]&&fe(i[s],n,typeof t.type!=`function`||r&&!t.props.__P);!r&&(i=t.__c)&&(i=i.__z)&&(a=ce(i,o=[]))&&(i==t.__e&&o.some(v),v(a),v(i)),r||v(t.__e),t.__e=t.__c=t.__=null}function pe(e,t,n){return this.constructor(e,n)}function k(t,n){var r,i,a,o;e.__&&e.__(t,n),n.nodeType==9&&(n=n.documentElement),i=(r=t&&32&t.__u)?null:n.__k,n.__k=b(x,{children:[t]}),a=[],o=[],se(n,n.__k,i||f,f,n.namespaceURI,i?null:n.firstChild?g.call(n.childNodes):null,a,i?i.__e:n.firstChild,r,o),ue(a,n.__k,o),n.__k.props.children=null}function me(e){function t(e){var n,r;return this.getChildContext||(n=new Set,(r={})[t.__c]=this,this.getChildContext=function(){return r},this.shouldComponentUpdate=function(e){this.props.value!=e.value&&n.forEach(function(e){e.__g|=4,E(e)})},this.sub=function(e){n.add(e);var t=e.componentWillUnmount;e.componentWillUnmount=function(){n.delete(e),t&&t.call(e)}}),e.children}return t.__c=`__cC`+u++,t.__=e,t.Provider=(t.Consumer=function(e,t){return e.children(t)}).contextType=t,t}e={__e:function(e,t,n,r){for(var a,o,s;t=t.__;)if((a=t.__c)&&!(1&a.__g)){a.__g|=4;try{if((s=(o=a.constructor)&&o.getDerivedStateFromError)&&a.setState(o.getDerivedStateFromError(e)),a.componentDidCatch&&(a.componentDidCatch(e,r||{}),s=1),s&&8&a.__g)return void(a.__g|=2)}catch(t){e=t}}throw i=0,e}},t=0,S.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=_({},this.state)),typeof e==`function`&&(e=e(_({},n),this.props)),e&&(_(n,e),this.__v&&(t&&this.__k.push(t),E(this)))},S.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),E(this))},S.prototype.render=x,n=[],i=0,a=function(e,t){return e.__v.__b-t.__v.__b},o=Symbol(),s=/(PointerCapture)$|Capture$/i,c=0,l={},u=0;var he,A,ge,_e,ve=Object.is,ye=0,be=[],xe=[],j=e,Se=j.__b,Ce=j.__r,we=j.diffed,Te=j.__c,Ee=j.unmount,De=j.__;function Oe(e,t){j.__h&&j.__h(A,e,ye||t),ye=0;var n=A.__H||(A.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function M(e){return ye=1,ke(He,e)}function ke(e,t,n){var r=Oe(he++,2);if(r.t=e,!r.__c&&(r.__=[n?n(t):He(void 0,t),function(e){var t=(r.__N||r.__)[0],n=r.t(t,e);ve(t,n)||(r.__N=[n,r.__[1]],r.__c.setState({}))}],r.__c=A,!A.__f)){A.__f=!0;var i=A.shouldComponentUpdate;A.shouldComponentUpdate=function(e,t,n){var r=this.__H;if(!r)return!0;var a=!1,o=this.props!=e;if(r.__.some(function(e){e.__N&&(a=!0,ve(e.__[0],e.__N[0])||(o=!0))}),i){var s=i.call(this,e,t,n);return a?s||o:s}return!a||o}}return r.__}function N(e,t){var n=Oe(he++,3);!j.__s&&Ve(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,A.__H.__h.push(n))}function Ae(e,t){var n=Oe(he++,4);!j.__s&&Ve(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,A.__h.push(n))}function P(e){return ye=5,je(function(){return{current:e}},[])}function je(e,t){var n=Oe(he++,7);return Ve(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Me(e,t){return ye=8,je(function(){return e},t)}function Ne(e){var t=A.context[e.__c],n=Oe(he++,9);return n.c=e,t?(n.__??(n.__=!0,t.sub(A)),t.props.value):e.__}function Pe(){var e=Oe(he++,11);if(!e.__){for(var t=A.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__=`P`+n[0]+`-`+n[1]++}return e.__}function Fe(){var e;do{for(;e=xe.shift();)try{ze(e)}catch(t){j.__e(t,{__:(e=e.__P)&&e.__v})}for(;e=be.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(ze),t.__h.some(Be),t.__h=[]}catch(n){t.__h=[],j.__e(n,e.__v)}}}while(xe.length)}j.__b=function(e){A=null,Se&&Se(e)},j.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),De&&De(e,t)},j.__r=function(e){Ce&&Ce(e),he=0;var t=(A=e.__c).__H;t&&(ge==A?A.__h=[]:(t.__h.some(ze),t.__h.some(Be),he=0),t.__h=[],t.__.some(function(e){e.__N&&(e.__=e.__N),e.u=e.__N=void 0})),ge=A},j.diffed=function(e){we&&we(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Re(be.push(t)),t.__H.__.some(function(e){e.u&&(e.__H=e.u)})),ge=A=null},j.__c=function(e,t){t.some(function(e){try{e.__h.some(ze),e.__h=e.__h.filter(function(e){return!e.__||Be(e)})}catch(t){e.__h=[function(){throw t}]}}),Te&&Te(e,t)},j.unmount=function(e){Ee&&Ee(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n&&=n.__c}r.__P=n,Re(xe.push(r))}else ze(r)}catch(e){t=e}}),r.__H=void 0,t&&j.__e(t,r.__v))};var Ie=typeof requestAnimationFrame==`function`;function Le(e){var t,n=function(){clearTimeout(r),Ie&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Ie&&(t=requestAnimationFrame(n))}function Re(e){e!=1&&_e==j.requestAnimationFrame||((_e=j.requestAnimationFrame)||Le)(Fe)}function ze(e){var t=A,n=e.__c;typeof n==`function`&&(e.__c=void 0,n()),A=t}function Be(e){var t=A;e.__c=e.__(),A=t}function Ve(e,t){return!e||e.length!=t.length||t.some(function(t,n){return!ve(t,e[n])})}function He(e,t){return typeof t==`function`?t(e):t}var F=class extends Error{code;fields;constructor(e,t,n=[]){super(t),this.code=e,this.fields=n}},Ue=()=>new F(`UNREACHABLE`,`The server does not answer. Nothing is lost: try again in a moment.`),We=`The answer cannot be read.`;function Ge(e){let{message:t,extensions:n={}}=e[0]??{message:We};return qe(t,n,n.requestId)}function Ke(e){return qe(e.detail??We,e,e.code===`INTERNAL`?e.requestId:void 0)}function qe(e,{code:t=`INTERNAL`,errors:n=[]},r){let i=r?` Tell who runs this Chattr the number ${r}.`:``;return new F(t,(n.length>0?n.map(({field:e,message:t})=>`${Ye(e)} ${t??`is not valid`}.`).join(` `):e)+i,n.map(({field:e})=>Je(e)))}var Je=e=>e.split(`.`).at(-1)??e;function Ye(e){let t=Je(e).replace(/([a-z])([A-Z])/g,(e,t,n)=>`${t} ${n.toLowerCase()}`).replace(/\burl\b/,`URL`);return t.charAt(0).toUpperCase()+t.slice(1)}var Xe={CANCELLED:`The sign-in was cancelled.`,UNAUTHENTICATED:`The sign-in took too long, or began in another browser. Try again.`,ACCOUNT_DISABLED:`Your account is disabled; an administrator of this installation can enable it again.`,FORBIDDEN:`You have no account here yet, and need an invitation to make one.`,NOT_FOUND:`The invitation does not work any more. Ask for another.`,CONFLICT:`Somebody else has the name or the address already.`,PROVIDER_UNAVAILABLE:`Your organisation’s sign-in does not answer. Try again in a moment.`},Ze=e=>new F(`PROVIDER_${e}`,Xe[e]??`Signing in did not work.`),Qe=Symbol.for(`pv`),$e=0;Array.isArray;function I(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Qe,__v:--$e,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}function et({failure:e,user:t,start:n,goOn:r}){return e?I(x,{children:[I(`div`,{class:`problem`,role:`alert`,children:[I(`p`,{children:tt(e)}),t&&I(`p`,{children:[`You are still signed in as `,I(`bdi`,{children:t.name}),`.`]})]}),t&&I(`button`,{type:`button`,class:`primary wide`,onClick:r,children:`Go on`}),e.code===`UNREACHABLE`&&I(`button`,{type:`button`,class:`primary wide`,onClick:n,children:`Try again`})]}):null}function tt({code:e,message:t}){switch(e){case`UNAUTHENTICATED`:return`This sign-in link does not work any more: it was used already or has expired.`;case`NOT_FOUND`:return`This invitation does not work any more: it was used up or revoked, or has expired. Ask for another.`;default:return t}}function L({failure:e,again:t}){return e?I(`div`,{class:`problem`,role:`alert`,children:[I(`p`,{children:e.message}),t&&I(`button`,{type:`button`,onClick:t,children:`Try again`})]}):null}async function nt(e,t,n){let r=await fetch(t,{method:e,headers:n?{"content-type":`application/json`}:{},body:n&&JSON.stringify(n)}).catch(()=>null);if(!r)throw Ue();let i=r.status===204?{}:await r.json().catch(()=>null);if(!i)throw Ue();if(!r.ok)throw Ke(i);return i}var rt=()=>nt(`GET`,`session`),it=e=>nt(`POST`,`session`,{secret:e}),at=(e,t)=>nt(`POST`,`session`,{login:e,password:t}),ot=e=>nt(`POST`,`sign-up`,e),st=(e=!1)=>nt(`DELETE`,e?`session?everywhere=true`:`session`),ct=e=>nt(`POST`,`invitation`,{secret:e}),lt=e=>nt(`POST`,`oidc/start`,{invitation:e??``,link:!1}),ut=(e,t)=>nt(`PUT`,`password`,{current:e,new:t});function dt(){let e=new URLSearchParams(location.hash.slice(1)),t={signIn:e.get(`sign-in`)??void 0,invite:e.get(`invite`)??void 0,error:e.get(`sign-in-error`)??void 0};return(t.signIn||t.invite||t.error)&&history.replaceState(null,``,location.pathname+location.search),t}function ft(){let[e,t]=M({busy:!1});async function n(n){if(!e.busy){t({busy:!0});try{let e=await n();return t({busy:!1}),e}catch(e){t({busy:!1,failure:e instanceof F?e:Ue()});return}}}return{...e,run:n,clear:()=>t({busy:!1})}}function pt({invitation:e}){let t=ft();async function n(){let n=await t.run(()=>lt(e));n&&location.assign(n.url)}return I(`div`,{class:`openid`,children:[I(L,{failure:t.failure}),I(`button`,{type:`button`,class:`wide`,disabled:t.busy,onClick:n,children:`Continue with your organisation’s sign-in`})]})}function R({label:e,name:t,value:n,change:r,hint:i,failure:a,required:o,autofocus:s,placeholder:c,type:l=`text`,autocomplete:u=`off`}){let d=Pe(),f=a?.fields.includes(t);return I(`div`,{class:`field`,children:[I(`label`,{for:d,children:[e,!o&&I(`span`,{class:`optional`,children:` (optional)`})]}),I(`input`,{id:d,name:t,type:l,value:n,required:o,placeholder:c,autocomplete:u,autofocus:s,spellcheck:!1,dir:l===`text`?`auto`:void 0,"aria-invalid":f,"aria-describedby":i&&`${d}-hint`,onInput:e=>r(e.currentTarget.value)}),i&&I(`p`,{class:`hint`,id:`${d}-hint`,children:i})]})}function z({submit:e,action:t,busy:n,failure:r,cancel:i,done:a,children:o}){return I(`form`,{onSubmit:t=>(t.preventDefault(),e()),children:[o,I(L,{failure:r}),I(`div`,{class:`actions end`,children:[a!==void 0&&I(`span`,{class:`done`,role:`status`,children:a}),i&&I(`button`,{type:`button`,onClick:i,children:`Cancel`}),I(`button`,{type:`submit`,class:`primary`,disabled:n,children:t})]})]})}function mt({enter:e}){let t=ft(),[n,r]=M(``),[i,a]=M(``);async function o(){let r=await t.run(()=>at(n,i));r?.user&&e(r.user)}return I(z,{submit:o,action:`Sign in`,busy:t.busy,failure:t.failure,children:[I(R,{label:`Name or e-mail`,name:`login`,value:n,change:r,failure:t.failure,required:!0,autocomplete:`username`}),I(R,{label:`Password`,name:`password`,type:`password`,value:i,change:a,failure:t.failure,required:!0,autocomplete:`current-password`})]})}async function ht(e){try{return await navigator.clipboard.writeText(e),!0}catch{return gt(e)}}function gt(e){let t=document.createElement(`textarea`),n=document.activeElement;t.value=e,t.className=`out-of-sight`,(document.querySelector(`dialog[open]`)??document.body).append(t),t.select();let r=document.execCommand(`copy`);return t.remove(),n?.focus(),r}function _t({text:e,label:t=`Copy`,primary:n=!1}){let[r,i]=M(``);return N(()=>{let e=r?setTimeout(()=>i(``),2e3):void 0;return()=>clearTimeout(e)},[r]),I(`button`,{type:`button`,class:n?`primary copy`:`copy`,onClick:async()=>i(await ht(e)?`Copied`:`Select it and copy`),children:I(`span`,{"aria-live":`polite`,children:r||t})})}var vt=`http://127.0.0.1:8080/`,yt=new URL(`.`,location.href).href,bt=yt===vt?`chattr sign-in-link`:`chattr sign-in-link --public-url ${yt.slice(0,-1)}`;function xt(){return I(`section`,{class:`with-link`,children:[I(`h2`,{children:`Or with a link`}),I(`p`,{children:`For the first sign-in, and for a forgotten password: ask an administrator for a link, or print one on the machine that runs Chattr, where and with the settings it runs with. It works once, within 24 hours.`}),I(`div`,{class:`command`,children:[I(`code`,{children:bt}),I(_t,{text:bt})]})]})}function St({invited:e,enter:t}){let n=ft(),[r,i]=M(``),[a,o]=M(``),[s,c]=M(``);async function l(){let i=await n.run(()=>ot({name:r,password:s,email:a.trim()||null,invitation:e?.secret}));i&&t(i.user,i.serverId)}return I(z,{submit:l,action:e?`Make an account and join`:`Make an account`,busy:n.busy,failure:n.failure,children:[I(R,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autocomplete:`username`,hint:`What others see.`}),I(R,{label:`Password`,name:`password`,type:`password`,value:s,change:c,failure:n.failure,required:!0,autocomplete:`new-password`,hint:`10 characters or more.`}),I(R,{label:`E-mail`,name:`email`,type:`email`,value:a,change:o,failure:n.failure,autocomplete:`email`,hint:`For signing in only: only administrators see it, and nothing is sent to it.`})]})}function Ct({way:e,failure:t,invited:n,enter:r,start:i,goOn:a}){let[o,s]=M(!n),c=!!n||e?.signUp===`open`,l=n?I(x,{children:[`Join `,I(`bdi`,{children:n.server})]}):`Chattr`;return I(`main`,{class:`entrance`,children:[I(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),I(`h1`,{children:l}),I(`p`,{class:`lead`,children:n?I(x,{children:[I(`bdi`,{children:n.creator}),` invites you to this server on Chattr.`]}):`A home for webhooks that post into text channels, seen live.`}),I(`section`,{class:`card`,children:[I(et,{failure:t,user:e?.user??null,start:i,goOn:a}),e&&!e.user&&e.openId&&I(pt,{invitation:n?.secret}),e&&!e.user&&(o||!c?I(mt,{enter:r}):I(St,{invited:n,enter:r}))]}),e&&!e.user&&c&&I(`p`,{class:`aside`,children:[o?`No account yet? `:`You have an account? `,I(`button`,{type:`button`,class:`as-link`,onClick:()=>s(!o),children:o?`Make one`:`Sign in`})]}),!n&&I(xt,{})]})}var B=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new B(`
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
    `,{fragmentName:`AccountEntry`}),new B(`
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
    `,{fragmentName:`Entry`}),new B(`
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
    `,{fragmentName:`ChannelEntry`}),new B(`
    fragment RoleEntry on Role {
  id
  name
  everyone
  permissions
}
    `,{fragmentName:`RoleEntry`}),new B(`
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
}`,{fragmentName:`MemberEntry`}),new B(`
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
    `,{fragmentName:`MessageEntry`}),new B(`
    fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}
    `,{fragmentName:`ServerEntry`}),new B(`
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
    `,{fragmentName:`WebhookEntry`});var wt=new B(`
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
    `),Tt=new B(`
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
    `),Et=new B(`
    mutation CreateAccessToken($input: CreateAccessTokenInput!) {
  createAccessToken(input: $input) {
    accessToken {
      id
      name
    }
    secret
  }
}
    `),Dt=new B(`
    mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {
  revokeAccessToken(input: $input) {
    accessToken {
      id
    }
  }
}
    `),Ot=new B(`
    query Administers {
  viewer {
    managesAccounts
  }
}
    `),kt=new B(`
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
}`),At=new B(`
    mutation UpdateAccount($input: UpdateAccountInput!) {
  updateAccount(input: $input) {
    account {
      enabled
      administrator
    }
  }
}
    `),jt=new B(`
    mutation CreateSignInLink($input: CreateSignInLinkInput!) {
  createSignInLink(input: $input) {
    url
  }
}
    `),Mt=new B(`
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
}`),Nt=new B(`
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
}`),Pt=new B(`
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
}`),Ft=new B(`
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
}`),It=new B(`
    mutation CreateChannel($input: CreateChannelInput!) {
  createChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),Lt=new B(`
    mutation UpdateChannel($input: UpdateChannelInput!) {
  updateChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),Rt=new B(`
    mutation DeleteChannel($input: DeleteChannelInput!) {
  deleteChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),zt=new B(`
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
}`),Bt=new B(`
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
}`),Vt=new B(`
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
    `),Ht=new B(`
    mutation CreateInvitation($input: CreateInvitationInput!) {
  createInvitation(input: $input) {
    invitation {
      id
    }
    url
  }
}
    `),Ut=new B(`
    mutation RevokeInvitation($input: RevokeInvitationInput!) {
  revokeInvitation(input: $input) {
    invitation {
      id
    }
  }
}
    `),Wt=new B(`
    mutation RemoveMember($input: RemoveMemberInput!) {
  removeMember(input: $input) {
    member {
      id
    }
  }
}
    `),Gt=new B(`
    mutation LeaveServer($input: LeaveServerInput!) {
  leaveServer(input: $input) {
    server {
      id
    }
  }
}
    `),Kt=new B(`
    mutation TransferServer($input: TransferServerInput!) {
  transferServer(input: $input) {
    server {
      id
    }
  }
}
    `),qt=new B(`
    mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) {
    role {
      id
    }
  }
}
    `),Jt=new B(`
    mutation UpdateRole($input: UpdateRoleInput!) {
  updateRole(input: $input) {
    role {
      id
    }
  }
}
    `),Yt=new B(`
    mutation DeleteRole($input: DeleteRoleInput!) {
  deleteRole(input: $input) {
    role {
      id
    }
  }
}
    `),Xt=new B(`
    mutation GiveRole($input: GiveRoleInput!) {
  giveRole(input: $input) {
    role {
      id
    }
  }
}
    `),Zt=new B(`
    mutation TakeRole($input: TakeRoleInput!) {
  takeRole(input: $input) {
    role {
      id
    }
  }
}
    `),Qt=new B(`
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
}`),$t=new B(`
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
}`),en=new B(`
    mutation PostMessage($input: PostMessageInput!) {
  postMessage(input: $input) {
    message {
      id
    }
  }
}
    `),tn=new B(`
    mutation EditMessage($input: EditMessageInput!) {
  editMessage(input: $input) {
    message {
      id
    }
  }
}
    `),nn=new B(`
    mutation DeleteMessage($input: DeleteMessageInput!) {
  deleteMessage(input: $input) {
    message {
      id
    }
  }
}
    `),rn=new B(`
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
    `),an=new B(`
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
    `),on=new B(`
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    server {
      id
    }
  }
}
    `),sn=new B(`
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
}`),cn=new B(`
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
}`),ln=new B(`
    mutation CreateServer($input: CreateServerInput!) {
  createServer(input: $input) {
    server {
      id
    }
  }
}
    `),un=new B(`
    mutation UpdateServer($input: UpdateServerInput!) {
  updateServer(input: $input) {
    server {
      id
    }
  }
}
    `),dn=new B(`
    mutation DeleteServer($input: DeleteServerInput!) {
  deleteServer(input: $input) {
    server {
      id
    }
  }
}
    `),fn=new B(`
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
}`),pn=new B(`
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
}`),mn=new B(`
    mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),hn=new B(`
    mutation UpdateWebhook($input: UpdateWebhookInput!) {
  updateWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),gn=new B(`
    mutation DeleteWebhook($input: DeleteWebhookInput!) {
  deleteWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),_n=new B(`
    mutation RegenerateWebhookUrl($input: RegenerateWebhookUrlInput!) {
  regenerateWebhookUrl(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),vn=new B(`
    mutation ExecuteWebhook($input: ExecuteWebhookInput!) {
  executeWebhook(input: $input) {
    message {
      id
    }
  }
}
    `);function yn(){let e=new Set;return{tell:()=>[...e].forEach(e=>e()),listen:t=>(e.add(t),()=>void e.delete(t))}}var bn=yn(),xn=yn(),Sn=yn(),Cn=new URL(`graphql`,document.baseURI);async function wn(e,t){let{data:n,errors:r=[]}=await Tn(JSON.stringify({query:e.toString(),variables:t}));if(r.some(e=>e.extensions?.code===`UNAUTHENTICATED`)&&xn.tell(),!n)throw Ge(r);return n}async function Tn(e){let t=await(await fetch(Cn,{method:`POST`,headers:{"content-type":`application/json`,accept:`application/graphql-response+json, application/json`},body:e}).catch(()=>null))?.json().catch(()=>null);if(!t)throw Ue();if(t.data===void 0&&!Array.isArray(t.errors))throw Ke(t);return t}function V(e){let t=ft(),n=async t=>{let n=await wn(e,{input:t});return bn.tell(),n};return{...t,run:e=>t.run(()=>n(e))}}var En=[`channels`,`webhooks`,`members`,`roles`,`audit-log`,`settings`];function Dn(e){let[t=``,n]=e.replace(/^#?\/?/,``).split(`?`),[r,i=``,a=`channels`,o]=t.split(`/`),s=new URLSearchParams(n).get(`channel`)??void 0;return r?r===`tokens`||r===`account`?{page:r}:r===`accounts`?{page:i===`audit-log`?`installationLog`:`accounts`}:r===`channels`&&i?{page:`channel`,channelId:i}:r===`webhooks`&&i?{page:`webhook`,webhookId:i}:r===`servers`&&i&&a===`webhooks`&&o===`new`?{page:`newWebhook`,serverId:i,channelId:s}:r===`servers`&&i&&En.includes(a)?{page:`server`,serverId:i,section:a}:{page:`missing`}:{page:`servers`}}var H={servers:`#/`,tokens:`#/tokens`,account:`#/account`,accounts:`#/accounts`,installationLog:`#/accounts/audit-log`,server:(e,t=`channels`)=>`#/servers/${e}/${t}`,channel:e=>`#/channels/${e}`,webhook:e=>`#/webhooks/${e}`,newWebhook:(e,t)=>`#/servers/${e}/webhooks/new${t?`?channel=${t}`:``}`},On=e=>void(location.hash=e);function kn(){let[e,t]=M(location.hash);return N(()=>{let e=()=>t(location.hash);return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),Dn(e)}var An=me({id:``,name:``}),jn=()=>Ne(An),U=(e,t)=>e?.includes(t)||e?.includes(`ADMINISTRATOR`)||!1;function Mn({invited:e,close:t}){let n=jn(),r=V(on);async function i(){let n=await r.run({secret:e.secret});n&&(t(),On(H.server(n.acceptInvitation.server.id)))}return I(`main`,{class:`entrance`,children:[I(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),I(`h1`,{children:[`Join `,I(`bdi`,{children:e.server})]}),I(`p`,{class:`lead`,children:[I(`bdi`,{children:e.creator}),` invites you to this server.`]}),I(`section`,{class:`card`,children:[I(`p`,{children:[`You are signed in as `,I(`bdi`,{children:n.name}),`.`]}),I(L,{failure:r.failure}),I(`div`,{class:`actions`,children:[I(`button`,{type:`button`,class:`primary`,disabled:r.busy,onClick:i,children:`Join`}),I(`button`,{type:`button`,onClick:t,children:`Not now`})]})]})]})}function W(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function Nn(e){return W(e)===`object`}function Pn(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function Fn(e,t){return e.length<124?e:t}var G=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))(G||{}),K=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))(K||{});function In(e){if(!Nn(e))throw Error(`Message is expected to be an object, but got ${W(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${W(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!Nn(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${W(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Nn(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${W(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${W(e.payload.query)}`);if(e.payload.variables!=null&&!Nn(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${W(e.payload.variables)}`);if(e.payload.operationName!=null&&W(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${W(e.payload.operationName)}`);if(e.payload.extensions!=null&&!Nn(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${W(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${W(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Nn(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${W(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${W(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Pn(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${W(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function Ln(e,t){return In(typeof e==`string`?JSON.parse(e,t):e)}function Rn(e,t){return In(e),JSON.stringify(e,t)}function zn(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=Vn,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!Un(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(Rn({type:K.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof Bn&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(Rn(e?{type:K.ConnectionInit,payload:e}:{type:K.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close(G.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close(G.InternalClientError,Fn(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=Ln(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(Rn(n.payload?{type:K.Pong,payload:n.payload}:{type:K.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==K.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close(G.BadResponse,Fn(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(Vn(e)&&(Hn(e.code)||[G.InternalServerError,G.InternalClientError,G.BadRequest,G.BadResponse,G.Unauthorized,G.SubprotocolNotAcceptable,G.SubscriberAlreadyExists,G.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(Vn(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function te(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case K.Next:t.next(e.payload);return;case K.Error:i=!0,r=!0,t.error(e.payload),a();return;case K.Complete:r=!0,a();return}});o.send(Rn({id:n,type:K.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(Rn({id:n,type:K.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:te,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=te(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new Bn)}}}var Bn=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function Vn(e){return Nn(e)&&`code`in e&&`reason`in e}function Hn(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function Un(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var Wn=yn(),Gn={open:!1,listen:Wn.listen};function Kn(e){Gn.open=e,Wn.tell()}function qn(){let e=new URL(`graphql`,document.baseURI);return e.protocol=e.protocol===`https:`?`wss:`:`ws:`,e.href}var Jn=e=>e instanceof CloseEvent,Yn=4401,Xn;function Zn(){return Xn??=zn({url:qn(),retryAttempts:1/0,shouldRetry:e=>!(Jn(e)&&e.code===Yn),retryWait:e=>new Promise(t=>setTimeout(t,Math.min(500*2**e,5e3)*(.5+Math.random()))),on:{connected:()=>Kn(!0),closed:()=>Kn(!1)}})}function Qn(){Xn?.dispose(),Xn=void 0}function $n(e,t,n,r){return Zn().subscribe({query:e.toString(),variables:t},{next:({data:e,errors:t})=>e?n(e):r(Ge(t??[])),error:e=>r(er(e)),complete:()=>{}})}function er(e){return Array.isArray(e)?Ge(e):Jn(e)?(e.code===Yn&&xn.tell(),new F(`CLOSED`,`The stream was closed: ${e.code} ${e.reason}`)):new F(`INTERNAL`,`The stream broke off.`)}var tr=new Map,nr=()=>tr.clear(),rr=new Map;bn.listen(()=>rr.clear());function ir(e,t){let n=rr.get(e);if(n)return n;let r=t().finally(()=>rr.get(e)===r&&rr.delete(e));return rr.set(e,r),r}function ar(e,t){let[n,r]=M({key:e,data:tr.get(e)}),i=P({key:e,read:t,run:0});i.current.key=e,i.current.read=t;let a=Me(()=>{let{key:e,read:t}=i.current,n=++i.current.run,a=t=>{i.current.run===n&&r(n=>({key:e,data:n.key===e?n.data:void 0,...t}))};ir(e,t).then(t=>(tr.set(e,t),a({data:t,failure:void 0})),e=>a({failure:e instanceof F?e:Ue()}))},[]);N(()=>(a(),()=>void i.current.run++),[e]),N(()=>bn.listen(a),[]);let o=n.key===e?n:{data:tr.get(e),failure:void 0};return{data:o.data,failure:o.failure,reload:a}}var or=new Promise(()=>{});function sr(e,t){return ar(e.toString()+JSON.stringify(t),()=>t?wn(e,t):or)}var cr={hash:`M6.5 2 5 14M11 2 9.5 14M2.5 5.5h11M2 10.5h11`,webhook:`M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z`,settings:`M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 4.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0M7 11.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0`,key:`M10.5 9a3.5 3.5 0 1 0-3.3-2.3L2 12v2h2.5v-1.5H6V11h1.5l1-1M11 5.5v.01`,play:`M4.5 3v10l8-5z`,people:`M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.8c1.6.5 2.5 1.8 2.5 3.7`,shield:`M8 1.5 13.5 4v4c0 3-2.2 5.5-5.5 6.5C4.7 13.5 2.5 11 2.5 8V4z`,list:`M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.01M2.5 8v.01M2.5 12v.01`,menu:`M2 4h12M2 8h12M2 12h12`,edit:`M10.5 3 13 5.5 6 12.5 3 13l.5-3z`,delete:`M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4`,back:`M9.5 3.5 5 8l4.5 4.5`,plus:`M8 3v10M3 8h10`,leave:`M6.5 2.5H3v11h3.5M7 8h7M11 5l3 3-3 3`,user:`M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5`};function q({name:e}){return I(`svg`,{class:`icon`,viewBox:`0 0 16 16`,width:`16`,height:`16`,"aria-hidden":`true`,fill:`none`,stroke:`currentColor`,"stroke-width":`1.5`,"stroke-linecap":`round`,"stroke-linejoin":`round`,children:I(`path`,{d:cr[e]})})}var lr=/^(avatars\/[0-9a-f]{32})\?of=\d+$/,ur=6e4,dr=new Map,fr=new Map,pr=e=>lr.exec(e??``)?.[1];function mr(e){let t=pr(e);if(!t||Date.now()<(fr.get(t)??0)+ur)return;let n=dr.get(t)??e;return dr.set(t,n),n}function hr(e){let t=pr(e);fr.set(t,Date.now()),dr.delete(t)}var gr=8;function _r({id:e,name:t,picture:n}){let[r,i]=M(),[,a]=M({}),o=mr(n);return I(`span`,{class:`avatar colour-${Number(e.slice(-6))%gr}`,"aria-hidden":`true`,children:[vr(t),o&&I(`img`,{src:o,alt:``,class:r===o?`loaded`:``,onLoad:()=>i(o),onError:()=>(hr(o),a({}))},o)]})}function vr(e){let t=e.split(/[^\p{L}\p{N}\p{M}\p{So}]+/u).filter(Boolean),n=e=>e?[...new Intl.Segmenter().segment(e)][0]?.segment??``:``;return(n(t[0])+(t.length>1?n(t.at(-1)):``)).toLocaleUpperCase()||`?`}var yr=new Intl.RelativeTimeFormat(void 0,{style:`short`}),br=new Intl.DateTimeFormat(void 0,{dateStyle:`full`,timeStyle:`medium`}),xr=new Intl.DateTimeFormat(void 0,{weekday:`long`,day:`numeric`,month:`long`,year:`numeric`}),Sr=new Intl.DateTimeFormat(void 0,{timeStyle:`short`}),Cr=new Intl.DateTimeFormat(void 0,{dateStyle:`medium`}),wr=[[`day`,86400],[`hour`,3600],[`minute`,60]],Tr=1209600;function Er(e,t=Date.now()){let n=(Date.parse(e)-t)/1e3;if(Math.abs(n)<45)return`just now`;if(Math.abs(n)>Tr)return Cr.format(Date.parse(e));let[r,i]=wr.find(([,e])=>Math.abs(n)>=e)??[`minute`,60],a=n/i;return yr.format(a>0?Math.round(a):Math.trunc(a)||-1,r)}var Dr=e=>br.format(Date.parse(e)),Or=e=>Sr.format(Date.parse(e)),kr=e=>xr.format(Date.parse(e)),Ar=yn();setInterval(Ar.tell,3e4);function jr({at:e}){let[,t]=M({});return N(()=>Ar.listen(()=>t({})),[]),I(`time`,{dateTime:e,title:Dr(e),children:Er(e)})}function J({title:e,close:t,once:n=!1,children:r}){let i=P(null),a=P(!1),o=Pe();return N(()=>{let e=i.current,t=document.activeElement;return e.showModal(),()=>{e.close(),queueMicrotask(()=>t?.isConnected&&t.focus({preventScroll:!0}))}},[]),I(`dialog`,{ref:i,"aria-labelledby":o,onCancel:e=>(e.preventDefault(),n||t()),onMouseDown:e=>e.target===i.current&&!n&&!a.current&&t(),onInput:()=>void(a.current=!0),onKeyDown:e=>n&&e.key===`Escape`&&e.preventDefault(),children:I(`div`,{class:`dialog`,children:[I(`h2`,{id:o,children:e}),r]})})}function Y({title:e,action:t,danger:n=!0,busy:r,failure:i,confirm:a,close:o,children:s}){return I(J,{title:e,close:o,children:[I(`div`,{class:`explain`,children:s}),I(L,{failure:i}),I(`div`,{class:`actions end`,children:[I(`button`,{type:`button`,onClick:o,children:`Cancel`}),I(`button`,{type:`button`,class:n?`danger`:`primary`,disabled:r,onClick:a,children:t})]})]})}var Mr={input:{enabled:!1},danger:!0,when:`Has left, or must not get in for now?`,action:`Disable account`,title:`Disable`,end:``,happens:[`They are signed out everywhere at once, and their access tokens stop working. Nothing signs them in until the account is enabled again.`,`Their servers, webhooks and messages stay, and the webhooks go on posting. Invitation links that they know still let somebody in: revoke those on the servers’ pages.`]},Nr={input:{enabled:!0},danger:!1,when:`Should get in again?`,action:`Enable account`,title:`Enable`,end:``,happens:[`They can sign in again, and their access tokens work again.`]},Pr={input:{administrator:!0},danger:!1,when:`Should look after this installation, too?`,action:`Make administrator`,title:`Make`,end:` an administrator`,happens:[`They may do everything on every server, see all accounts and their e-mail addresses, and disable and promote others, you too.`]},Fr={input:{administrator:!1},danger:!0,when:`Should no longer look after this installation?`,action:`Remove as administrator`,title:`Remove`,end:` as administrator`,happens:[`They keep the servers they own or are members of, and lose all others within a second.`]},Ir=({administrator:e,enabled:t})=>[e?Fr:Pr,t?Mr:Nr];function Lr({label:e,value:t}){return I(`div`,{class:`secret`,children:[I(`input`,{readOnly:!0,value:t,"aria-label":e,onFocus:e=>e.currentTarget.select()}),I(_t,{text:t,primary:!0})]})}function Rr({user:e,close:t}){let n=V(jt),[r,i]=M(``);async function a(){let t=await n.run({userId:e.id});t&&i(t.createSignInLink.url)}return r?I(J,{title:`Copy the link now`,close:t,once:!0,children:[I(`p`,{class:`explain`,children:[`It is shown this once. Give it to `,I(`bdi`,{children:e.name}),` and nobody else, where only they can read it: whoever opens it first is signed in as them.`]}),I(Lr,{label:`Sign-in link`,value:r}),I(`div`,{class:`actions end`,children:I(`button`,{type:`button`,onClick:t,children:`Done`})})]}):I(Y,{title:`Make a sign-in link for ${e.name}?`,action:`Make a link`,danger:!1,busy:n.busy,failure:n.failure,confirm:a,close:t,children:[I(`p`,{children:`It signs them in once, within 24 hours. On their Account page they can then, for an hour, choose a new password without the old one.`}),I(`p`,{children:`That you made it is written into the log.`})]})}function zr({account:e,close:t}){let[n,r]=M(),{name:i}=e.user;if(n===`link`)return I(Rr,{user:e.user,close:t});if(n)return I(Br,{account:e,change:n,close:t});let a=Ir(e);return I(J,{title:i,close:t,children:[I(`ul`,{class:`choices-of`,children:[e.enabled&&I(`li`,{children:[I(`p`,{children:`Cannot sign in, or has forgotten the password?`}),I(`button`,{type:`button`,onClick:()=>r(`link`),children:`Make a sign-in link…`})]}),a.map(e=>I(`li`,{children:[I(`p`,{children:e.when}),I(`button`,{type:`button`,class:e.danger?`danger`:``,onClick:()=>r(e),children:[e.action,`…`]})]},e.action))]}),I(`div`,{class:`actions end`,children:I(`button`,{type:`button`,onClick:t,children:`Cancel`})})]})}function Br({account:e,change:t,close:n}){let r=V(At);return I(Y,{title:`${t.title} ${e.user.name}${t.end}?`,action:t.action,danger:t.danger,busy:r.busy,failure:r.failure,confirm:async()=>await r.run({userId:e.user.id,...t.input})&&n(),close:n,children:t.happens.map(e=>I(`p`,{children:e},e))})}function Vr({account:e}){let t=jn(),[n,r]=M(!1),i=P(null),a=P(!1);N(()=>{a.current&&!n&&i.current?.focus({preventScroll:!0}),a.current=n},[n]);let{user:o,email:s,administrator:c,enabled:l,lastSignedInAt:u}=e;return I(`li`,{class:`row`,children:[I(_r,{id:o.id,name:o.name}),I(`span`,{class:`row-text`,children:[I(`span`,{class:`row-head`,children:[I(`bdi`,{class:`row-title`,children:o.name}),o.id===t.id&&I(`span`,{class:`row-detail`,children:`you`}),c&&I(`span`,{class:`tag strong`,children:`Administrator`}),!l&&I(`span`,{class:`tag off`,children:`Disabled`})]}),s&&I(`span`,{class:`row-detail`,children:I(`bdi`,{children:s})}),I(`span`,{class:`row-detail`,children:u?I(x,{children:[`Signed in `,I(jr,{at:u})]}):`Never signed in`})]}),o.id!==t.id&&I(`button`,{type:`button`,ref:i,class:`small`,onClick:()=>r(!0),children:[`Manage`,I(`span`,{class:`out-of-sight`,children:[` `,I(`bdi`,{children:o.name})]})]}),n&&I(zr,{account:e,close:()=>r(!1)})]})}function X(e,t,n,r=!1){return Wr(e.toString()+JSON.stringify(t),r,async r=>{let i=n(await wn(e,{...t,after:r}));return i?{items:Ur(i),more:i.pageInfo.hasNextPage,cursor:i.pageInfo.endCursor}:null})}function Hr(e,t,n){return Wr(e.toString()+JSON.stringify(t),!1,async r=>{let i=n(await wn(e,{...t,before:r}));return i?{items:Ur(i).reverse(),more:i.pageInfo.hasPreviousPage,cursor:i.pageInfo.startCursor}:null})}var Ur=({edges:e})=>e.map(({node:e})=>e);function Wr(e,t,n){let[r,i]=M({key:e,pages:1}),a=t?1/0:r.key===e?r.pages:1,o=ar(`${e} ${a}`,()=>Gr(n,a)),s=P({key:e});return(o.data!==void 0||s.current.key!==e)&&(s.current={key:e,data:o.data}),{...o,data:s.current.data,showMore:()=>i({key:e,pages:a+1})}}async function Gr(e,t){let n=[],r=null;for(let i=0;i<t;i++){let t=await e(r);if(!t)return null;if(n.push(...t.items),!t.more)return{items:n,more:!1};r=t.cursor}return{items:n,more:!0}}function Kr({title:e,children:t}){return I(`div`,{class:`empty`,children:[I(`h2`,{children:e}),t]})}function Z({rows:e=3}){return I(`div`,{class:`loading`,role:`status`,children:[I(`span`,{class:`out-of-sight`,children:`Loading…`}),Array.from({length:e},(e,t)=>I(`div`,{class:`bone`},t))]})}function qr({list:e}){return e.data?.more?I(`button`,{type:`button`,class:`more`,onClick:e.showMore,children:`Show more`}):null}function Q({title:e,action:t,children:n}){return Jr(e),I(`header`,{class:`page-head`,children:[I(`div`,{children:[I(`h1`,{children:I(`bdi`,{children:e})}),n&&I(`p`,{class:`lead`,children:n})]}),t]})}function Jr(e){N(()=>void(document.title=e?`${e} · Chattr`:`Chattr`),[e])}function $({what:e=`page`}){return I(Kr,{title:`There is no such ${e}`,children:[I(`p`,{children:`It may have been deleted, or you may not see it.`}),I(`a`,{class:`button`,href:H.servers,children:`Go to your servers`})]})}var Yr=250;function Xr(){let[e,t]=M(``),n=Zr(e.trim()),r=X(kt,{search:n},({accounts:e})=>e);if(r.data===null)return I($,{});let i=r.data?.items;return I(`div`,{class:`page`,children:[I(Q,{title:`Accounts`,action:I(`a`,{class:`button`,href:H.installationLog,children:`Audit log`}),children:`Everybody who has an account here.`}),I(`input`,{class:`search`,type:`search`,"aria-label":`Search accounts`,placeholder:`Name or e-mail`,autocomplete:`off`,spellcheck:!1,maxLength:254,value:e,onInput:e=>t(e.currentTarget.value)}),I(L,{failure:r.failure,again:r.reload}),!i&&!r.failure&&I(Z,{rows:5}),I(`div`,{role:`status`,children:i?.length===0&&I(Kr,{title:`Nobody found`,children:I(`p`,{children:[`No account has “`,n,`” in its name or e-mail address.`]})})}),I(`ul`,{class:`list`,children:i?.map(e=>I(Vr,{account:e},e.user.id))}),I(qr,{list:r})]})}function Zr(e){let[t,n]=M(e);return N(()=>{let t=setTimeout(()=>n(e),Yr);return()=>clearTimeout(t)},[e]),t}function Qr({has:e,changed:t}){let n=ft(),r=jn(),[i,a]=M(``),[o,s]=M(``),[c,l]=M(!1);async function u(){let e=await n.run(()=>ut(i||null,o));l(!!e),e&&(a(``),s(``),t())}return I(`section`,{class:`card`,children:[I(`h2`,{children:e?`Change the password`:`Set a password`}),I(`p`,{children:e?`Your other sessions are signed out. Access tokens stay until they are revoked.`:`So far you sign in with a link. With a password you need none.`}),I(z,{submit:u,action:e?`Change password`:`Set password`,busy:n.busy,failure:n.failure,done:c&&`The password is changed.`,children:[I(`input`,{type:`text`,name:`username`,value:r.name,autocomplete:`username`,hidden:!0,readOnly:!0}),e&&I(R,{label:`Present password`,name:`current`,type:`password`,value:i,change:a,failure:n.failure,autocomplete:`current-password`,hint:`Not needed within an hour after signing in with a link.`}),I(R,{label:`New password`,name:`new`,type:`password`,value:o,change:s,failure:n.failure,required:!0,autocomplete:`new-password`,hint:`10 characters or more.`})]})]})}function $r(){let e=ft();return I(`section`,{class:`card`,children:[I(`h2`,{children:`Sign out everywhere`}),I(`p`,{children:`Ends all your sessions, this one too. Access tokens stay until they are revoked.`}),I(L,{failure:e.failure}),I(`div`,{class:`actions`,children:I(`button`,{type:`button`,disabled:e.busy,onClick:async()=>await e.run(()=>st(!0))&&Sn.tell(),children:`Sign out everywhere`})})]})}function ei(){let{data:e,failure:t,reload:n}=sr(rn,{});return I(`div`,{class:`page narrow`,children:[I(Q,{title:`Account`}),I(L,{failure:t,again:n}),!e&&!t&&I(Z,{}),e&&I(x,{children:[I(ti,{viewer:e.viewer}),I(Qr,{has:e.viewer.signInMethods?.includes(`PASSWORD`)??!1,changed:n}),I($r,{})]})]})}function ti({viewer:e}){let t=V(an),[n,r]=M(e.user.name),[i,a]=M(e.email??``),[o,s]=M(!1);return I(`section`,{class:`card`,children:I(z,{submit:async()=>s(!!await t.run({name:n,email:i.trim()||null})),action:`Save`,busy:t.busy,failure:t.failure,done:o&&`Saved.`,children:[I(R,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autocomplete:`username`,hint:`What others see. Messages keep the name they were posted under.`}),I(R,{label:`E-mail`,name:`email`,type:`email`,value:i,change:a,failure:t.failure,autocomplete:`email`,hint:`For signing in only: only administrators see it, and nothing is sent to it.`})]})})}function ni({label:e,value:t,change:n,options:r,hint:i}){let a=Pe();return I(`div`,{class:`field`,children:[I(`label`,{for:a,children:e}),I(`select`,{id:a,value:t,"aria-describedby":i&&`${a}-hint`,onChange:e=>n(e.currentTarget.value),children:r.map(([e,t])=>I(`option`,{value:e,children:t},e))}),i&&I(`p`,{class:`hint`,id:`${a}-hint`,children:i})]})}function ri({chosen:e,choose:t}){let{data:n}=sr(Tt,{}),r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]),i=n?.viewer.servers.edges.map(({node:e})=>e)??[];return I(`fieldset`,{class:`channel-choice`,children:[I(`legend`,{children:[`Channels `,I(`span`,{class:`hint`,children:e.length===0?`all of them, also future ones`:`only ${e.length}`})]}),I(`div`,{class:`choices`,children:i.flatMap(({id:t,name:n,channels:i})=>[I(`p`,{class:`hint`,children:I(`bdi`,{children:n})},t),...i.edges.map(({node:t})=>I(`label`,{class:`check`,children:[I(`input`,{type:`checkbox`,checked:e.includes(t.id),onChange:()=>r(t.id)}),`#`,I(`bdi`,{children:t.name})]},t.id))])})]})}var ii=864e5,ai=[[`7`,`7 days`],[`30`,`30 days`],[`90`,`90 days`],[`365`,`1 year`],[``,`Never`]];function oi({close:e}){let t=V(Et),[n,r]=M(``),[i,a]=M(`90`),[o,s]=M(!0),[c,l]=M([]),[u,d]=M(``);async function f(){let e=i?new Date(Date.now()+Number(i)*ii).toISOString():null,r=await t.run({name:n,expiresAt:e,readOnly:o,channelIds:c.length>0?[...c]:null});r&&d(r.createAccessToken.secret)}return u?I(J,{title:`Copy the token now`,close:e,once:!0,children:[I(`p`,{class:`explain`,children:[`It is shown this once. Send it as `,I(`code`,{children:`Authorization: Bearer …`}),`, and keep it like a password.`]}),I(Lr,{label:`Access token`,value:u}),I(`div`,{class:`actions end`,children:I(`button`,{type:`button`,onClick:e,children:`Done`})})]}):I(J,{title:`New access token`,close:e,children:I(z,{submit:f,action:`Create token`,busy:t.busy,failure:t.failure,cancel:e,children:[I(R,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`status page`,hint:`What it is for.`}),I(ni,{label:`Expires`,value:i,change:a,options:ai}),I(`label`,{class:`check`,children:[I(`input`,{type:`checkbox`,checked:o,onChange:e=>s(e.currentTarget.checked)}),I(`span`,{children:[`Read only `,I(`span`,{class:`hint`,children:`It can watch and query, and change nothing. A page on the web needs no more.`})]})]}),I(ri,{chosen:c,choose:l})]})})}function si(){let e=X(wt,{},({viewer:e})=>e.accessTokens),[t,n]=M(!1),r=e.data?.items,i=I(`button`,{type:`button`,class:`primary`,onClick:()=>n(!0),children:`New token`});return I(`div`,{class:`page`,children:[I(Q,{title:`Access tokens`,action:r?.length?i:void 0,children:`A token lets a program act as you, within the bounds you set.`}),I(L,{failure:e.failure,again:e.reload}),!r&&!e.failure&&I(Z,{}),r?.length===0&&I(Kr,{title:`No access token yet`,children:[I(`p`,{children:`A page that shows a channel needs one that only reads, bound to that channel.`}),i]}),I(`ul`,{class:`list`,children:r?.map(e=>I(ci,{token:e},e.id))}),I(qr,{list:e}),t&&I(oi,{close:()=>n(!1)})]})}function ci({token:e}){let t=V(Dt),[n,r]=M(!1),i=e.expiresAt!==null&&Date.parse(e.expiresAt)<Date.now();return I(`li`,{class:`row`,children:[I(`span`,{class:`row-text`,children:[I(`span`,{class:`row-head`,children:[I(`bdi`,{class:`row-title`,children:e.name}),e.readOnly&&I(`span`,{class:`tag`,children:`Read only`}),i&&I(`span`,{class:`tag off`,children:`Expired`})]}),I(`span`,{class:`row-detail`,children:[e.channels?e.channels.map(({id:e,name:t},n)=>I(`span`,{children:[n>0&&`, `,`#`,I(`bdi`,{children:t})]},e)):`All channels`,` · `,e.lastUsedAt?I(x,{children:[`used `,I(jr,{at:e.lastUsedAt})]}):`never used`,` · `,e.expiresAt?I(x,{children:[i?`expired`:`expires`,` `,I(jr,{at:e.expiresAt})]}):`never expires`]})]}),I(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),children:`Revoke…`}),n&&I(Y,{title:`Revoke ${e.name}?`,action:`Revoke token`,busy:t.busy,failure:t.failure,close:()=>r(!1),confirm:()=>void t.run({accessTokenId:e.id}),children:I(`p`,{children:`Programs that use it are refused at once, and their open streams end. This cannot be undone.`})})]})}var li={CREATED:`created`,UPDATED:`changed`,DELETED:`deleted`,URL_REGENERATED:`gave a new URL to`,REMOVED:`removed`,LEFT:`left`,TRANSFERRED:`handed over`,GIVEN:`gave`,TAKEN:`took`,JOINED:`joined`,REVOKED:`revoked`};function ui(e,t){if(e===`SIGN_IN_LINK_CREATED`)return`made a sign-in link for`;if(e===`ACCOUNT_UPDATED`)return`changed`;let n=e.startsWith(`${t}_`)?e.slice(t.length+1):e;return li[n]??fi(n)}var di=e=>e===`USER`?`account of`:fi(e),fi=e=>e.toLowerCase().replace(/_/g,` `),pi=e=>fi(e.replace(/Id$/,``).replace(/([A-Z])/g,` $1`)).replace(/\burl\b/,`URL`);function mi({list:e,children:t}){let n=e.data?.items;return I(x,{children:[I(L,{failure:e.failure,again:e.reload}),!n&&!e.failure&&I(Z,{rows:6}),n?.length===0&&I(Kr,{title:`Nothing yet`,children:I(`p`,{children:t})}),I(`ul`,{class:`list`,children:n?.map(e=>I(hi,{entry:e},e.id))}),I(qr,{list:e})]})}function hi({entry:{action:e,actor:t,actorName:n,target:r,changes:i,createdAt:a}}){return I(`li`,{class:`row`,children:[I(_r,{id:t?.id??`0`,name:n}),I(`span`,{class:`row-text`,children:[I(`span`,{children:[I(`bdi`,{class:`row-title`,children:n}),` `,ui(e,r.kind),` `,r.kind!==`INVITATION`&&`the ${di(r.kind)} `,I(`bdi`,{class:`row-title`,children:r.name})]}),i.map(({field:e,before:t,after:n})=>I(`span`,{class:`row-detail`,children:[pi(e),`: `,I(gi,{text:t}),` → `,I(gi,{text:n})]},e))]}),I(`span`,{class:`row-aside`,children:I(jr,{at:a})})]})}var gi=({text:e})=>e===null?I(`em`,{children:`nothing`}):I(`bdi`,{children:e});function _i({serverId:e}){let t=Hr(Mt,{serverId:e},({server:e})=>e?.auditLog);return t.data===null?I($,{what:`server`}):I(`div`,{class:`page`,children:[I(Q,{title:`Audit log`,children:`Who did what on this server, newest first.`}),I(mi,{list:t,children:`Each change of channels, webhooks and the server itself is written down here.`})]})}function vi({label:e,value:t,change:n,send:r,cancel:i,placeholder:a,autofocus:o}){let s=P(null);Ae(()=>{let{style:e}=s.current;e.height=`auto`,e.height=`${s.current.scrollHeight+2}px`},[t]),N(()=>{o&&(s.current.focus(),s.current.selectionStart=t.length)},[]);function c(e){if(e.key===`Escape`&&i)return i();e.key!==`Enter`||e.shiftKey||e.isComposing||(e.preventDefault(),r())}return I(`textarea`,{ref:s,rows:1,value:t,"aria-label":e,placeholder:a,onInput:e=>n(e.currentTarget.value),onKeyDown:c})}var yi=4e3,bi=()=>Array.from(crypto.getRandomValues(new Uint8Array(16)),e=>e.toString(16).padStart(2,`0`)).join(``);function xi({channelId:e,channelName:t}){let[n,r]=M(``),i=P(bi()),a=V(en);function o(e){r(e),i.current=bi(),a.failure&&a.clear()}async function s(){n.trim()&&await a.run({channelId:e,content:n,idempotencyKey:i.current})&&o(``)}let c=yi-[...n].length;return I(`form`,{class:`composer`,onSubmit:e=>(e.preventDefault(),void s()),children:[I(L,{failure:a.failure}),I(`div`,{class:`composer-row`,children:[I(vi,{label:`Message #${t}`,placeholder:`Message #${t}`,value:n,change:o,send:s}),I(`button`,{type:`submit`,class:`primary`,disabled:a.busy||!n.trim()||c<0,children:`Send`})]}),c<500&&I(`p`,{class:`hint ${c<0?`wrong`:``}`,role:`status`,children:c<0?`${-c} characters too long`:`${c} characters left`})]})}function Si({channel:e,serverId:t,close:n}){let r=V(Lt),i=V(Rt),[a,o]=M(e.name),[s,c]=M(e.topic??``),[l,u]=M(!1);return l?I(Y,{title:`Delete #${e.name}?`,action:`Delete channel`,busy:i.busy,failure:i.failure,confirm:async()=>await i.run({channelId:e.id})&&On(H.server(t)),close:n,children:I(`p`,{children:`All its messages are deleted, and the URLs of its webhooks stop working at once. This cannot be undone.`})}):I(J,{title:`Edit channel`,close:n,children:[I(z,{submit:async()=>await r.run({channelId:e.id,name:a,topic:s.trim()||null})&&n(),action:`Save`,busy:r.busy,failure:r.failure,cancel:n,children:[I(R,{label:`Name`,name:`name`,value:a,change:o,failure:r.failure,required:!0,autofocus:!0}),I(R,{label:`Topic`,name:`topic`,value:s,change:c,failure:r.failure})]}),I(`button`,{type:`button`,class:`danger quiet`,onClick:()=>u(!0),children:`Delete channel…`})]})}function Ci({loaded:e,connected:t,failed:n}){let[r,i]=n?[`off`,`Stopped`]:e?t?[`on`,`Live`]:[`busy`,`Reconnecting…`]:[`busy`,`Loading…`];return I(`span`,{class:`live ${r}`,role:`status`,children:i})}function wi(e){class t extends S{shouldComponentUpdate(e){let t=this.props;return Object.entries(e).some(([e,n])=>t[e]!==n)}render(){return y(e,this.props)}}return t}var Ti=3,Ei=/^\s{0,3}[-*+]\s+(?=\S)/,Di=/^\s{0,3}(\d{1,9})[.)]\s+(?=\S)/,Oi=/^#{1,6}\s+(?=\S)/,ki=/^\s{0,3}>\s?/,Ai=/^\s{0,3}```/;function ji(e,t=0){let n=e.split(/\r\n|\r|\n/),r=[],i=0,a=e=>{let t=i;for(;i<n.length&&e.test(n[i]);)i++;return n.slice(t,i).map(t=>t.replace(e,``))};for(;i<n.length;){let e=n[i],o=Ai.test(e)?n.findIndex((e,t)=>t>i&&Ai.test(e)):-1;o>0?(r.push({kind:`code`,text:n.slice(i+1,o).join(`
`)}),i=o+1):ki.test(e)&&t<Ti?r.push({kind:`quote`,blocks:ji(a(ki).join(`
`),t+1)}):Ei.test(e)?r.push({kind:`list`,start:null,items:a(Ei)}):Di.test(e)?r.push({kind:`list`,start:Number(Di.exec(e)[1]),items:a(Di)}):Oi.test(e)?r.push({kind:`heading`,lines:[n[i++].replace(Oi,``)]}):e.trim()===``?i++:r.push({kind:`paragraph`,lines:Ni(n,()=>n[i++],()=>i)})}return r}var Mi=e=>[ki,Ei,Di,Oi,Ai].some(t=>t.test(e));function Ni(e,t,n){let r=[t()];for(;n()<e.length&&e[n()].trim()!==``&&!Mi(e[n()]);)r.push(t());return r}function Pi(e){let t=URL.canParse(e)?new URL(e):null;return t&&(t.protocol===`https:`||t.protocol===`http:`)&&!t.username&&!t.password?t.href:null}var Fi=/https?:\/\/[^\s<>"`]+/y;function Ii(e,t){if(t>0&&/[\p{L}\p{N}_]/u.test(e[t-1]))return null;Fi.lastIndex=t;let n=Fi.exec(e)?.[0]??``;for(;/[.,;:!?'*_~\]]$/.test(n)||n.endsWith(`)`)&&!n.includes(`(`);)n=n.slice(0,-1);let r=Pi(n);return r?{text:n,href:r}:null}var Li=/\[([^[\]\n]{1,300})\]\(<?(https?:\/\/[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/y;function Ri(e,t){Li.lastIndex=t;let[n,r=``,i=``]=Li.exec(e)??[],a=n&&!/:\/\/|www\./i.test(r)?Pi(i):null;return n&&a?{length:n.length,label:r,href:a}:null}var zi=6,Bi=[[`**`,`strong`],[`__`,`strong`],[`~~`,`strike`],[`*`,`emphasis`],[`_`,`emphasis`]],Vi=/[\\`*_~[]|https?:\/\//g;function Hi(e,t=0){let n=[],r=``,i=0;for(;i<e.length;){Vi.lastIndex=i;let a=Vi.exec(e)?.index??e.length;if(r+=e.slice(i,a),i=a,i===e.length)break;let o=t<zi?Ui(e,i,t):null;o?.node.kind===`text`?r+=o.node.text:o?(r&&n.push({kind:`text`,text:r}),r=``,n.push(o.node)):r+=e[i],i+=o?.length??1}return r&&n.push({kind:`text`,text:r}),n}function Ui(e,t,n){switch(e[t]){case`\\`:return/[!-/:-@[-`{-~]/.test(e[t+1]??``)?{length:2,node:{kind:`text`,text:e[t+1]}}:null;case"`":return Wi(e,t);case`[`:return Gi(e,t,n);case`h`:return Ki(e,t);default:return Yi(e,t,n)}}function Wi(e,t){let n=/^`+/.exec(e.slice(t))[0],r=e.indexOf(n,t+n.length);if(r<0)return{length:n.length,node:{kind:`text`,text:n}};let i=e.slice(t+n.length,r);return i.trim()?{length:r+n.length-t,node:{kind:`code`,text:i.trim()}}:null}function Gi(e,t,n){let r=Ri(e,t);return r&&{length:r.length,node:{kind:`link`,href:r.href,children:Hi(r.label,n+1)}}}function Ki(e,t){let n=Ii(e,t);return n&&{length:n.text.length,node:{kind:`link`,href:n.href,children:[{kind:`text`,text:n.text}]}}}var qi=e=>e!==void 0&&/[\p{L}\p{N}_]/u.test(e),Ji=e=>e===void 0||/\s/.test(e);function Yi(e,t,n){for(let[r,i]of Bi){let a=t+r.length;if(!e.startsWith(r,t)||Ji(e[a])||r[0]===`_`&&qi(e[t-1]))continue;let o=Xi(e,r,a);if(o>a)return{length:o+r.length-t,node:{kind:i,children:Hi(e.slice(a,o),n+1)}}}return null}function Xi(e,t,n){for(let r=e.indexOf(t,n+1);r>0;r=e.indexOf(t,r+1)){let n=e[r+t.length];if((t.length!==1||n!==t&&e[r-1]!==t)&&!Ji(e[r-1])&&!(t[0]===`_`&&qi(n)))return r}return-1}var Zi=wi(function({text:e}){return I(`div`,{class:`markdown`,dir:`auto`,children:ji(e).map(Qi)})});function Qi(e){switch(e.kind){case`code`:return I(`pre`,{tabIndex:0,dir:`ltr`,children:I(`code`,{children:e.text})});case`quote`:return I(`blockquote`,{children:e.blocks.map(Qi)});case`list`:{let t=e.items.map(e=>I(`li`,{children:$i(e)}));return e.start===null?I(`ul`,{children:t}):I(`ol`,{start:e.start,children:t})}default:{let t=e.lines.flatMap((e,t)=>t===0?$i(e):[I(`br`,{}),...$i(e)]);return I(`p`,{class:e.kind===`heading`?`heading`:void 0,children:t})}}}var $i=e=>Hi(e).map(ea);function ea(e){switch(e.kind){case`text`:return e.text;case`code`:return I(`code`,{children:e.text});case`link`:return I(`a`,{href:e.href,title:e.href,target:`_blank`,rel:`noopener noreferrer nofollow ugc`,children:e.children.map(ea)});default:{let t={strong:`strong`,emphasis:`em`,strike:`del`}[e.kind];return I(t,{children:e.children.map(ea)})}}}function ta(){return I(`span`,{class:`badge`,children:[I(q,{name:`webhook`}),`Webhook`]})}function na({message:e,close:t}){let[n,r]=M(e.content),i=V(tn),a=async()=>(n===e.content||await i.run({messageId:e.id,content:n}))&&t();return I(`form`,{class:`edit-message`,onSubmit:e=>(e.preventDefault(),void a()),children:[I(vi,{label:`Message`,value:n,change:r,send:a,cancel:t,autofocus:!0}),I(L,{failure:i.failure}),I(`div`,{class:`actions`,children:[I(`button`,{type:`submit`,class:`primary small`,disabled:i.busy,children:`Save`}),I(`button`,{type:`button`,class:`small`,onClick:t,children:`Cancel`})]})]})}function ra({message:e,rights:t,edit:n}){let[r,i]=M(!1),a=V(nn),o=e.author.kind===`USER`&&e.author.id===t.userId&&t.post;return!o&&!t.manage?null:I(x,{children:[I(`div`,{class:`message-actions`,children:[o&&I(`button`,{type:`button`,class:`plain`,onClick:n,title:`Edit`,children:[I(q,{name:`edit`}),I(`span`,{class:`out-of-sight`,children:`Edit message`})]}),I(`button`,{type:`button`,class:`plain`,onClick:()=>i(!0),title:`Delete`,children:[I(q,{name:`delete`}),I(`span`,{class:`out-of-sight`,children:`Delete message`})]})]}),r&&I(Y,{title:`Delete this message?`,action:`Delete message`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({messageId:e.id})&&i(!1),close:()=>i(!1),children:I(`p`,{children:`Its text is gone at once, for everybody and for good.`})})]})}function ia({message:e,newDay:t,continued:n,rights:r}){let[i,a]=M(!1),{author:o,content:s,createdAt:c,editedAt:l}=e;return I(x,{children:[t&&I(`p`,{class:`day`,children:I(`span`,{children:kr(c)})}),I(`article`,{class:`message ${n?`continued`:``}`,tabIndex:-1,children:[n?I(`span`,{class:`clock`,title:Dr(c),"aria-hidden":!0,children:Or(c)}):I(_r,{id:o.id,name:o.name,picture:o.avatarPath}),I(`div`,{class:`message-body`,children:[I(`header`,{class:n?`out-of-sight`:``,children:[I(`bdi`,{class:`author`,children:o.name}),o.kind===`WEBHOOK`&&I(ta,{}),I(jr,{at:c})]}),i?I(na,{message:e,close:()=>a(!1)}):I(Zi,{text:s}),l&&!i&&I(`span`,{class:`edited`,title:`Edited ${Dr(l)}`,children:`edited`})]}),r&&!i&&I(ra,{message:e,rights:r,edit:()=>a(!0)})]})]})}var aa=wi(function({block:e,previous:t,rights:n,sight:r}){let i=P(null),[a,o]=M(null);return N(()=>{let e=i.current;return r.watch(e,t=>o(t?null:t=>t??e.getBoundingClientRect().height))},[]),a===null?I(`div`,{ref:i,class:`block`,children:e.messages.map((r,i)=>{let a=i===0?t:e.messages[i-1],o=!a||kr(a.createdAt)!==kr(r.createdAt);return I(ia,{message:r,newDay:o,continued:!o&&sa(a,r),rights:n},r.id)})}):I(`div`,{ref:i,class:`block`,style:{height:`${a}px`}})}),oa=3e5;function sa(e,t){let[n,r]=[e.author,t.author];return n.kind===r.kind&&n.id===r.id&&n.name===r.name&&pr(n.avatarPath)===pr(r.avatarPath)&&Date.parse(t.createdAt)-Date.parse(e.createdAt)<oa}var ca=`1500px 0px`,la=class{observer;tell=new Map;attach(e){let t=e=>e.forEach(({target:e,isIntersecting:t})=>this.tell.get(e)?.(t));this.observer=new IntersectionObserver(t,{root:e,rootMargin:ca});for(let e of this.tell.keys())this.observer.observe(e)}detach(){this.observer?.disconnect()}watch(e,t){return this.tell.set(e,t),this.observer?.observe(e),()=>{this.tell.delete(e),this.observer?.unobserve(e)}}},ua=48,da=class{atEnd=!0;scroller;list;anchor=null;top=0;sizes;attach(e,t){this.scroller=e,this.list=t,this.sizes=new ResizeObserver(()=>this.restore()),this.sizes.observe(t),this.sizes.observe(e),this.toEnd()}detach(){this.sizes?.disconnect()}note(){let{scrollTop:e,scrollHeight:t,clientHeight:n}=this.scroller;this.atEnd=t-e-n<ua;let r=this.scroller.getBoundingClientRect().top,i=fa(this.list.children,r);this.anchor=(i&&fa(i.children,r))??i,this.top=this.anchor?.getBoundingClientRect().top??0}restore(){this.atEnd?this.toEnd():this.anchor?.isConnected&&(this.scroller.scrollTop+=this.anchor.getBoundingClientRect().top-this.top)}toEnd(){this.scroller.scrollTop=this.scroller.scrollHeight}};function fa(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;e[i].getBoundingClientRect().bottom>t?r=i:n=i+1}return e[n]??null}var pa=1200;function ma({blocks:e,hasOlder:t,loadingOlder:n,loadOlder:r,rights:i}){let a=P(null),o=P(null),s=je(()=>new da,[]),c=je(()=>new la,[]),[l,u]=M(null);Ae(()=>(s.attach(a.current,o.current),c.attach(a.current),()=>(s.detach(),c.detach())),[]),Ae(()=>s.restore(),[e]);let d=e.at(-1)?.messages.at(-1)??null;function f(){s.note(),u(s.atEnd?null:e=>e??d),t&&!n&&a.current.scrollTop<pa&&r()}N(f,[e,t,n]);let p=l!==null&&d!==null&&l.id!==d.id;return I(`div`,{class:`messages`,children:[I(`div`,{class:`scroller`,ref:a,onScroll:f,tabIndex:0,role:`region`,"aria-label":`Messages`,children:I(`div`,{ref:o,children:[I(`p`,{class:`beginning`,children:t?`Older messages are on their way…`:`This is where the channel begins.`}),e.map((t,n)=>I(aa,{block:t,previous:e[n-1]?.messages.at(-1),rights:i,sight:c},t.id))]})}),l&&I(`button`,{type:`button`,class:`to-end ${p?`unseen`:``}`,onClick:()=>s.toEnd(),children:p?`New messages ↓`:`To the newest ↓`})]})}var ha=50,ga=0,_a=e=>({id:++ga,messages:e});function va(e){let t=[];for(let n=0;n<e.length;n+=ha)t.push(_a(e.slice(n,n+ha)));return t}var ya=(e,t)=>[...va(t),...e];function ba(e,t){if(wa(e,t.id)>=0)return e;let n=e.at(-1);return!n||n.messages.length>=ha?[...e,_a([t])]:[...e.slice(0,-1),{id:n.id,messages:[...n.messages,t]}]}var xa=(e,t)=>Ca(e,t.id,e=>e.map(e=>e.id===t.id?t:e)),Sa=(e,t)=>Ca(e,t,e=>e.filter(e=>e.id!==t)).filter(({messages:e})=>e.length>0);function Ca(e,t,n){let r=wa(e,t);return r<0?e:e.map((e,t)=>t===r?{id:e.id,messages:n(e.messages)}:e)}var wa=(e,t)=>e.findLastIndex(({messages:e})=>e.some(e=>e.id===t)),Ta={blocks:[],loaded:!1,older:null,loadingOlder:!1},Ea=50,Da=100,Oa=[`CURSOR_EXPIRED`,`CURSOR_FORKED`],ka=class{state=Ta;stopWatching=()=>{};ended=!1;channelId;show;arrived;constructor(e,t,n){this.channelId=e,this.show=t,this.arrived=n}set(e){this.ended||(this.state={...this.state,...e},this.show(this.state))}start=async()=>{this.stopWatching(),this.set({failure:void 0});try{let e=await this.read(Ea,null);this.set({blocks:ya([],e.messages),loaded:!0,older:e.older}),this.ended||this.follow(e.resumeCursor)}catch(e){this.set({failure:e instanceof F?e:Ue()})}};stop=()=>{this.ended=!0,this.stopWatching()};loadOlder=async()=>{let{older:e,loadingOlder:t}=this.state;if(!(e===null||t)){this.set({loadingOlder:!0});try{let t=await this.read(Da,e);this.set({blocks:ya(this.state.blocks,t.messages),older:t.older,loadingOlder:!1})}catch{this.set({loadingOlder:!1})}}};async read(e,t){let{channel:n}=await wn(Qt,{channelId:this.channelId,last:e,before:t});if(!n)throw new F(`NOT_FOUND`,`This channel is gone, or you may no longer see it.`);let{edges:r,pageInfo:i,resumeCursor:a}=n.messages;return{messages:r.map(({node:e})=>e),older:i.hasPreviousPage?i.startCursor:null,resumeCursor:a}}follow(e){let t={channelId:this.channelId,after:e},n=({channelEvents:e})=>{t.after=e.cursor,this.take(e)};this.stopWatching=$n($t,t,n,e=>{Oa.includes(e.code)?this.start():this.set({failure:e})})}take({kind:e,message:t}){let{blocks:n}=this.state;t.deletedAt?this.set({blocks:Sa(n,t.id)}):e===`MESSAGE_POSTED`?this.set({blocks:ba(n,t)}):this.set({blocks:xa(n,t)}),e===`MESSAGE_POSTED`&&!t.deletedAt&&this.arrived(t)}};function Aa(e,t){let[n,r]=M(Ta),i=je(()=>new ka(e,r,t),[e]);return N(()=>(r(Ta),i.start(),i.stop),[i]),{...n,start:i.start,loadOlder:i.loadOlder}}function ja(){let[e,t]=M(!0);return N(()=>{let e,n=()=>{clearTimeout(e),Gn.open?t(!0):e=window.setTimeout(()=>t(!1),700)};n();let r=Gn.listen(n);return()=>(clearTimeout(e),r())},[]),e}function Ma({channelId:e}){let{data:t,failure:n,reload:r}=sr(Ft,{id:e});return Jr(t?.channel?`#${t.channel.name}`:``),n&&!t?I(`div`,{class:`page`,children:I(L,{failure:n,again:r})}):t?.channel===null?I($,{what:`channel`}):t?I(Na,{channel:t.channel}):null}function Na({channel:e}){let t=jn(),[n,r]=M(``),i=Aa(e.id,({author:e,content:t})=>r(`${e.name}: ${t}`)),a=ja(),o=e.server.viewerPermissions,s={userId:t.id,post:U(o,`POST_MESSAGES`),manage:U(o,`MANAGE_MESSAGES`)},c=i.loaded&&i.blocks.length===0;return I(`div`,{class:`channel`,children:[I(Pa,{channel:e,live:I(Ci,{loaded:i.loaded,connected:a,failed:!!i.failure})}),I(L,{failure:i.failure,again:i.start}),c&&I(Fa,{channel:e,manages:U(o,`MANAGE_SERVER`)}),i.loaded&&!c&&I(ma,{blocks:i.blocks,hasOlder:i.older!==null,loadingOlder:i.loadingOlder,loadOlder:i.loadOlder,rights:s}),!i.loaded&&I(`div`,{class:`messages`}),I(`p`,{class:`out-of-sight`,"aria-live":`polite`,children:n}),s.post&&I(xi,{channelId:e.id,channelName:e.name})]})}function Pa({channel:e,live:t}){let[n,r]=M(!1),i=e.server.viewerPermissions;return I(`header`,{class:`channel-head`,children:[I(`h1`,{children:[I(q,{name:`hash`}),I(`bdi`,{children:e.name})]}),I(`bdi`,{class:`topic`,title:e.topic??void 0,children:e.topic}),t,U(i,`MANAGE_SERVER`)&&I(`a`,{class:`button small`,href:H.newWebhook(e.server.id,e.id),title:`New webhook for this channel`,children:[I(q,{name:`webhook`}),I(`span`,{class:`wide-only`,children:`New webhook`}),I(`span`,{class:`out-of-sight narrow-only`,children:`New webhook`})]}),U(i,`MANAGE_CHANNELS`)&&I(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),title:`Edit channel`,children:[I(q,{name:`settings`}),I(`span`,{class:`out-of-sight`,children:`Edit channel`})]}),n&&I(Si,{channel:e,serverId:e.server.id,close:()=>r(!1)})]})}function Fa({channel:e,manages:t}){return I(`div`,{class:`messages`,children:I(Kr,{title:`Nothing here yet`,children:[I(`p`,{children:t?`Write the first message, or give a program the URL of a webhook. What it posts appears here at once.`:`What is posted appears here at once.`}),t&&I(`a`,{class:`button primary`,href:H.newWebhook(e.server.id,e.id),children:`New webhook`})]})})}function Ia(){let e=Hr(Nt,{},({auditLog:e})=>e);return e.data===null?I($,{}):I(`div`,{class:`page`,children:[I(Q,{title:`Audit log of accounts`,action:I(`a`,{class:`button`,href:H.accounts,children:`Accounts`}),children:`What administrators did to accounts, newest first.`}),I(mi,{list:e,children:`Each account that is disabled, enabled or made an administrator, and each sign-in link that is made, is written down here.`})]})}var La=864e5,Ra=[[`1`,`1 day`],[`7`,`7 days`],[`30`,`30 days`]],za=[[`1`,`1 person`],[`5`,`5 people`],[`25`,`25 people`],[`100`,`100 people`]];function Ba({serverId:e,close:t}){let n=V(Ht),[r,i]=M(`7`),[a,o]=M(`1`),[s,c]=M(``);async function l(){let t=new Date(Date.now()+Number(r)*La).toISOString(),i=await n.run({serverId:e,maxUses:Number(a),expiresAt:t});i&&c(i.createInvitation.url)}return s?I(J,{title:`Copy the link now`,close:t,once:!0,children:[I(`p`,{class:`explain`,children:`It is shown this once. Send it to whom you want to let in; whoever has it can use it.`}),I(Lr,{label:`Invitation link`,value:s}),I(`div`,{class:`actions end`,children:I(`button`,{type:`button`,onClick:t,children:`Done`})})]}):I(J,{title:`Invite people`,close:t,children:I(z,{submit:l,action:`Make a link`,busy:n.busy,failure:n.failure,cancel:t,children:[I(ni,{label:`Lets in`,value:a,change:o,options:za}),I(ni,{label:`Works for`,value:r,change:i,options:Ra})]})})}function Va({serverId:e}){let t=X(Vt,{serverId:e},({server:e})=>e?.invitations),[n,r]=M(!1);return I(`section`,{class:`below`,children:[I(`div`,{class:`section-head`,children:[I(`div`,{children:[I(`h2`,{children:`Invitations`}),I(`p`,{children:`A link that lets people in; who has no account makes one with it.`})]}),I(`button`,{type:`button`,onClick:()=>r(!0),children:`Invite people`})]}),I(L,{failure:t.failure,again:t.reload}),I(`ul`,{class:`list`,children:t.data?.items.map(e=>I(Ha,{invitation:e},e.id))}),I(qr,{list:t}),n&&I(Ba,{serverId:e,close:()=>r(!1)})]})}function Ha({invitation:{id:e,creator:t,uses:n,maxUses:r,expiresAt:i}}){let a=V(Ut),[o,s]=M(!1),c=Date.parse(i)<Date.now();return I(`li`,{class:`row`,children:[I(`span`,{class:`row-text`,children:[I(`span`,{class:`row-head`,children:[I(`span`,{class:`row-title`,children:[n,` of `,r,` used`]}),c&&I(`span`,{class:`tag off`,children:`Expired`})]}),I(`span`,{class:`row-detail`,children:[t&&I(x,{children:[`By `,I(`bdi`,{children:t.name}),` · `]}),c?`expired`:`expires`,` `,I(jr,{at:i})]})]}),I(`button`,{type:`button`,class:`small`,onClick:()=>s(!0),children:`Revoke…`}),o&&I(Y,{title:`Revoke this invitation?`,action:`Revoke invitation`,busy:a.busy,failure:a.failure,close:()=>s(!1),confirm:()=>void a.run({invitationId:e}),children:I(`p`,{children:`Its link stops working at once. Who came by it stays.`})})]})}var Ua={ADMINISTRATOR:[`Administrator`,`Everything but deleting the server.`],MANAGE_SERVER:[`Manage server`,`Rename it; webhooks, invitations, roles and members; read the audit log.`],MANAGE_CHANNELS:[`Manage channels`,`Create, change and delete channels.`],MANAGE_MESSAGES:[`Manage messages`,`Delete the messages of others.`],POST_MESSAGES:[`Post messages`,`And edit and delete one’s own.`]},Wa=Object.keys(Ua),Ga=(e,t)=>e!==void 0&&(e.includes(`ADMINISTRATOR`)||t.every(t=>e.includes(t)));function Ka({member:e,server:t}){let n=X(Bt,{serverId:t.id},({server:e})=>e?.roles,!0),r=V(Xt),i=V(Zt),a=n.data?.items.filter(({everyone:e})=>!e),o=t=>e.roles.some(({id:e})=>e===t),[s,c]=M({});async function l(t){c({...s,[t]:!o(t)}),await(o(t)?i:r).run({roleId:t,memberId:e.id})||c({...s,[t]:void 0})}return I(x,{children:[I(L,{failure:r.failure??i.failure}),a?.length===0&&I(`p`,{children:[`There is no role to give but `,I(`bdi`,{children:`everyone`}),`. `,I(`a`,{href:H.server(t.id,`roles`),children:`Make one.`})]}),a?.map(({id:e,name:n,permissions:r})=>I(`label`,{class:`check`,children:[I(`input`,{type:`checkbox`,checked:s[e]??o(e),disabled:!Ga(t.viewerPermissions,r),onChange:()=>void l(e)}),I(`bdi`,{children:n})]},e))]})}function qa({member:e,server:t,close:n}){let r=jn(),[i,a]=M(),o=V(Wt),s=V(Kt),{name:c,id:l}=e.user,u=l===t.owner.id;return i===`remove`?I(Y,{title:`Remove ${c}?`,action:`Remove member`,busy:o.busy,failure:o.failure,confirm:async()=>await o.run({memberId:e.id})&&n(),close:n,children:I(`p`,{children:`They no longer see the server, and what they watch there ends within a second. What they posted stays. They can come back by another invitation.`})}):i===`transfer`?I(Y,{title:`Hand the server over to ${c}?`,action:`Hand over`,busy:s.busy,failure:s.failure,confirm:async()=>await s.run({serverId:t.id,memberId:e.id})&&n(),close:n,children:I(`p`,{children:`They own it from then on, and only they can delete it or hand it on. You stay a member, with the roles you have.`})}):I(J,{title:c,close:n,children:[I(Ka,{member:e,server:t}),I(`div`,{class:`actions`,children:[!u&&t.owner.id===r.id&&I(`button`,{type:`button`,onClick:()=>a(`transfer`),children:`Hand the server over…`}),!u&&l!==r.id&&I(`button`,{type:`button`,class:`danger`,onClick:()=>a(`remove`),children:`Remove…`}),I(`button`,{type:`button`,class:`last`,onClick:n,children:`Done`})]})]})}function Ja({name:e}){return I(`span`,{class:`tag`,children:I(`bdi`,{children:e})})}function Ya({member:e,server:t}){let n=jn(),[r,i]=M(!1),{user:a,roles:o,createdAt:s}=e,c=U(t.viewerPermissions,`MANAGE_SERVER`);return I(`li`,{class:`row`,children:[I(_r,{id:a.id,name:a.name}),I(`span`,{class:`row-text`,children:[I(`span`,{class:`row-head`,children:[I(`bdi`,{class:`row-title`,children:a.name}),a.id===n.id&&I(`span`,{class:`row-detail`,children:`you`}),a.id===t.owner.id&&I(`span`,{class:`tag strong`,children:`Owner`}),o.filter(({everyone:e})=>!e).map(({id:e,name:t})=>I(Ja,{name:t},e))]}),I(`span`,{class:`row-detail`,children:[`Joined `,I(jr,{at:s})]})]}),c&&I(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:[`Manage`,I(`span`,{class:`out-of-sight`,children:[` `,I(`bdi`,{children:a.name})]})]}),r&&I(qa,{member:e,server:t,close:()=>i(!1)})]})}function Xa({serverId:e,server:t}){let n=X(zt,{serverId:e},({server:e})=>e?.members);return n.data===null?I($,{what:`server`}):I(`div`,{class:`page`,children:[I(Q,{title:`Members`,children:`Members see all channels of the server. Roles say what else they may do.`}),I(L,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&I(Z,{}),I(`ul`,{class:`list`,children:t&&n.data?.items.map(e=>I(Ya,{member:e,server:t},e.id))}),I(qr,{list:n}),U(t?.viewerPermissions,`MANAGE_SERVER`)&&I(Va,{serverId:e})]})}var Za=new Map,{tell:Qa,listen:$a}=yn();function eo(e,t){Za.set(e,t),Qa()}var to=e=>void Za.delete(e),no=()=>Za.clear();function ro(e){let[,t]=M({});return N(()=>$a(()=>t({})),[]),Za.get(e)}var io=e=>e.split(`/`).at(-1)??``;function ao({serverId:e,channelId:t}){let n=X(Pt,{serverId:e},({server:e})=>e?.channels,!0);return n.data===null?I($,{what:`server`}):I(`div`,{class:`page narrow`,children:[I(Q,{title:`New webhook`,children:`It posts into one channel. You get its URL in the next step.`}),I(L,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&I(Z,{}),n.data?.items.length===0&&I(Kr,{title:`No channel yet`,children:[I(`p`,{children:`A webhook needs a channel to post into.`}),I(`a`,{class:`button primary`,href:H.server(e),children:`Make a channel`})]}),n.data&&n.data.items.length>0&&I(oo,{serverId:e,channels:n.data.items,channelId:t})]})}function oo({serverId:e,channels:t,channelId:n}){let r=V(mn),[i,a]=M(n??t[0].id),[o,s]=M(``),[c,l]=M(``);async function u(){let e=await r.run({channelId:i,name:o,avatarUrl:c.trim()||null});if(!e)return;let{webhook:t,url:n}=e.createWebhook;eo(t.id,n),On(H.webhook(t.id))}return I(`section`,{class:`card`,children:I(z,{submit:u,action:`Create webhook`,busy:r.busy,failure:r.failure,cancel:()=>On(H.server(e,`webhooks`)),children:[I(ni,{label:`Channel`,value:i,change:a,options:t.map(({id:e,name:t})=>[e,`#${t}`])}),I(R,{label:`Name`,name:`name`,value:o,change:s,failure:r.failure,required:!0,autofocus:!0,placeholder:`CI Bot`,hint:`Messages are shown under it, unless they bring a name of their own.`}),I(R,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:c,change:l,failure:r.failure,placeholder:`https://example.com/bot.png`,hint:`The address of a picture. Without one its initials are shown.`})]})})}function so({chosen:e,choose:t,own:n}){let r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]);return I(`fieldset`,{children:[I(`legend`,{children:`Permissions`}),Wa.map(t=>I(`label`,{class:`check`,children:[I(`input`,{type:`checkbox`,checked:e.includes(t),disabled:!Ga(n,[t]),onChange:()=>r(t)}),I(`span`,{children:[Ua[t][0],` `,I(`span`,{class:`hint`,children:Ua[t][1]})]})]},t))]})}function co({role:e,server:t,close:n}){let r=V(qt),i=V(Jt),a=V(Yt),[o,s]=M(e?.name??``),[c,l]=M(e?.permissions??[`POST_MESSAGES`]),[u,d]=M(!1),f=r.failure??i.failure;async function p(){let a=[...c];(e?await i.run({roleId:e.id,permissions:a,...e.everyone?{}:{name:o}}):await r.run({serverId:t.id,name:o,permissions:a}))&&n()}return e&&u?I(Y,{title:`Delete ${e.name}?`,action:`Delete role`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({roleId:e.id})&&n(),close:n,children:I(`p`,{children:`Members who have it lose what it allows at once.`})}):I(J,{title:e?`Change role`:`New role`,close:n,children:[I(z,{submit:p,action:e?`Save`:`Create role`,busy:r.busy||i.busy,failure:f,cancel:n,children:[e?.everyone?I(`p`,{class:`explain`,children:`What every member of the server may do.`}):I(R,{label:`Name`,name:`name`,value:o,change:s,failure:f,required:!0,autofocus:!0}),I(so,{chosen:c,choose:l,own:t.viewerPermissions})]}),e&&!e.everyone&&I(`button`,{type:`button`,class:`danger quiet`,onClick:()=>d(!0),children:`Delete role…`})]})}function lo({serverId:e,server:t}){let n=X(Bt,{serverId:e},({server:e})=>e?.roles,!0),[r,i]=M();if(n.data===null)return I($,{what:`server`});let a=U(t?.viewerPermissions,`MANAGE_SERVER`);return I(`div`,{class:`page`,children:[I(Q,{title:`Roles`,action:a&&I(`button`,{type:`button`,class:`primary`,onClick:()=>i(`new`),children:`New role`}),children:[`A role gives permissions to the members who have it. Every member has the role `,I(`bdi`,{children:`everyone`}),`.`]}),I(L,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&I(Z,{}),I(`ul`,{class:`list`,children:n.data?.items.map(e=>I(`li`,{class:`row`,children:[I(`span`,{class:`row-text`,children:[I(`bdi`,{class:`row-title`,children:e.name}),I(`span`,{class:`row-detail`,children:e.permissions.map(e=>Ua[e]?.[0]??e).join(`, `)||`No permission`})]}),a&&Ga(t?.viewerPermissions,e.permissions)&&I(`button`,{type:`button`,class:`small`,onClick:()=>i(e),children:[`Change`,I(`span`,{class:`out-of-sight`,children:[` `,I(`bdi`,{children:e.name})]})]})]},e.id))}),r&&t&&I(co,{role:r===`new`?void 0:r,server:t,close:()=>i(void 0)})]})}function uo({serverId:e,close:t}){let n=V(It),[r,i]=M(``),[a,o]=M(``);async function s(){let i=await n.run({serverId:e,name:r,topic:a.trim()||null});i&&(t(),On(H.channel(i.createChannel.channel.id)))}return I(J,{title:`New channel`,close:t,children:I(z,{submit:s,action:`Create channel`,busy:n.busy,failure:n.failure,cancel:t,children:[I(R,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autofocus:!0,placeholder:`deploys`}),I(R,{label:`Topic`,name:`topic`,value:a,change:o,failure:n.failure,hint:`What belongs here, in a sentence.`})]})})}function fo({serverId:e,server:t}){let n=X(Pt,{serverId:e},({server:e})=>e?.channels,!0),[r,i]=M(!1);if(n.data===null)return I($,{what:`server`});let a=n.data?.items,o=U(t?.viewerPermissions,`MANAGE_CHANNELS`)&&I(`button`,{type:`button`,class:`primary`,onClick:()=>i(!0),children:`New channel`});return I(`div`,{class:`page`,children:[I(Q,{title:t?.name??` `,action:a?.length?o:void 0,children:`Channels hold messages, from people and from webhooks.`}),I(L,{failure:n.failure,again:n.reload}),!a&&!n.failure&&I(Z,{}),a?.length===0&&I(Kr,{title:`No channel yet`,children:[I(`p`,{children:`A channel is where messages go: one for deploys, one for alerts.`}),o]}),I(`ul`,{class:`list`,children:a?.map(({id:e,name:t,topic:n})=>I(`li`,{children:I(`a`,{class:`row`,href:H.channel(e),children:[I(`span`,{class:`row-icon`,children:I(q,{name:`hash`})}),I(`span`,{class:`row-text`,children:[I(`bdi`,{class:`row-title`,children:t}),n&&I(`bdi`,{class:`row-detail`,children:n})]})]})},e))}),r&&I(uo,{serverId:e,close:()=>i(!1)})]})}var po=()=>sr(Ot,{}).data?.viewer.managesAccounts??!1;function mo({server:e}){let t=V(dn),[n,r]=M(!1);return I(`section`,{class:`card`,children:[I(`h2`,{children:`Delete this server`}),I(`p`,{children:`Its channels, messages and webhooks go with it, for all its members.`}),I(`div`,{class:`actions`,children:I(`button`,{type:`button`,class:`danger`,onClick:()=>r(!0),children:`Delete server…`})}),n&&I(Y,{title:`Delete ${e.name}?`,action:`Delete server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&On(H.servers),close:()=>r(!1),children:I(`p`,{children:`All its channels and messages are deleted, everybody who watches them is cut off, and the URLs of its webhooks stop working at once. This cannot be undone.`})})]})}function ho({server:e}){let t=V(Gt),[n,r]=M(!1);return I(`section`,{class:`card`,children:[I(`h2`,{children:`Leave this server`}),I(`p`,{children:`You no longer see its channels. What you posted stays.`}),I(`div`,{class:`actions`,children:I(`button`,{type:`button`,class:`danger`,onClick:()=>r(!0),children:`Leave server…`})}),n&&I(Y,{title:`Leave ${e.name}?`,action:`Leave server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&On(H.servers),close:()=>r(!1),children:I(`p`,{children:`You can come back by another invitation only.`})})]})}function go({server:e}){let t=V(un),[n,r]=M(e.name),[i,a]=M(!1);return I(`section`,{class:`card`,children:I(z,{submit:async()=>a(!!await t.run({serverId:e.id,name:n})),action:`Save`,busy:t.busy,failure:t.failure,done:i&&`Saved.`,children:I(R,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0})})})}function _o({server:e}){let t=jn().id===e?.owner.id,n=po();return e?I(`div`,{class:`page`,children:[I(Q,{title:`Settings`}),U(e.viewerPermissions,`MANAGE_SERVER`)&&I(go,{server:e},e.id),!t&&I(ho,{server:e}),(t||n)&&I(mo,{server:e})]}):I(`div`,{class:`page`,children:[I(Q,{title:`Settings`}),I(Z,{})]})}function vo({close:e}){let t=V(ln),[n,r]=M(``);async function i(){let r=await t.run({name:n});r&&(e(),On(H.server(r.createServer.server.id)))}return I(J,{title:`New server`,close:e,children:I(z,{submit:i,action:`Create server`,busy:t.busy,failure:t.failure,cancel:e,children:I(R,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`Platform team`})})})}function yo(){let e=jn(),t=X(sn,{},({viewer:e})=>e.servers),[n,r]=M(!1),i=t.data?.items,a=I(`button`,{type:`button`,class:`primary`,onClick:()=>r(!0),children:`New server`});return I(`div`,{class:`page`,children:[I(Q,{title:`Servers`,action:i?.length?a:void 0,children:`A server groups channels and the people who see them.`}),I(L,{failure:t.failure,again:t.reload}),!i&&!t.failure&&I(Z,{}),i?.length===0&&I(Kr,{title:`No server yet`,children:[I(`p`,{children:`Make one, add a channel, and give a program the URL of a webhook to post there.`}),a]}),I(`ul`,{class:`list`,children:i?.map(({id:t,name:n,owner:r})=>I(`li`,{children:I(`a`,{class:`row`,href:H.server(t),children:[I(_r,{id:t,name:n}),I(`span`,{class:`row-text`,children:[I(`bdi`,{class:`row-title`,children:n}),I(`span`,{class:`row-detail`,children:r.id===e.id?`Yours`:I(x,{children:[`Owned by `,I(`bdi`,{children:r.name})]})})]})]})},t))}),I(qr,{list:t}),n&&I(vo,{close:()=>r(!1)})]})}function bo({webhook:e}){let t=V(hn),n=X(Pt,{serverId:e.channel.server.id},({server:e})=>e?.channels,!0),[r,i]=M(e.name),[a,o]=M(e.avatarUrl??``),[s,c]=M(e.channel.id),l=(n.data?.items??[e.channel]).map(({id:e,name:t})=>[e,`#${t}`]);return I(`section`,{class:`card`,children:[I(`h2`,{children:`Details`}),I(z,{submit:()=>void t.run({webhookId:e.id,name:r,avatarUrl:a.trim()||null,channelId:s}),action:`Save`,busy:t.busy,failure:t.failure,children:[I(`div`,{class:`columns`,children:[I(R,{label:`Name`,name:`name`,value:r,change:i,failure:t.failure,required:!0}),I(ni,{label:`Channel`,value:s,change:c,options:l})]}),I(R,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:a,change:o,failure:t.failure,placeholder:`https://example.com/bot.png`,hint:`Messages keep the name and avatar that they were posted with.`})]})]})}var xo=`curl -X POST "$WEBHOOK_URL" \\
  -H 'Content-Type: application/json' \\
  -d '{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}' --fail-with-body
`,So=`package main

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
`,Co=`const response = await fetch(process.env.WEBHOOK_URL, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ content: 'Deploy completed successfully.', name: 'CI Bot', avatarUrl: null }),
});
const { message, detail } = await response.json();
if (!response.ok) throw new Error(detail);
console.log('Message ID:', message.id);
`,wo=`<?php
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
`,To=`import json, os, urllib.error, urllib.request

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
`,Eo=(e,t,n,r=``)=>i=>e.trimEnd().replace(r,``).replace(t,()=>n+i+n),Do=[{name:`cURL`,run:`Paste it into a terminal.`,code:Eo(xo,`"$WEBHOOK_URL"`,`'`)},{name:`Node.js`,run:`Save it as post.mjs, then: node post.mjs`,code:Eo(Co,`process.env.WEBHOOK_URL`,`'`)},{name:`Python`,run:`Save it as post.py, then: python3 post.py`,code:Eo(To,`os.environ["WEBHOOK_URL"]`,`"`,`os, `)},{name:`Go`,run:`Save it as post.go, then: go run post.go`,code:Eo(So,`os.Getenv("WEBHOOK_URL")`,`"`,`	"os"
`)},{name:`PHP`,run:`Save it as post.php, then: php post.php`,code:Eo(wo,`getenv('WEBHOOK_URL')`,`'`)}];function Oo({url:e}){let[t,n]=M(0),r=P([]),i=Pe(),{run:a,code:o}=Do[t],s=o(e);function c(e){let i={ArrowRight:1,ArrowLeft:-1}[e.key];if(!i)return;let a=(t+i+Do.length)%Do.length;n(a),r.current[a]?.focus()}return I(`div`,{class:`snippets`,children:[I(`div`,{class:`tabs`,children:[I(`div`,{role:`tablist`,"aria-label":`Language`,onKeyDown:c,children:Do.map(({name:e},a)=>I(`button`,{ref:e=>void(r.current[a]=e),type:`button`,role:`tab`,id:`${i}-${a}`,"aria-controls":`${i}-panel`,"aria-selected":a===t,tabIndex:a===t?0:-1,onClick:()=>n(a),children:e},e))}),I(_t,{text:s})]}),I(`pre`,{role:`tabpanel`,id:`${i}-panel`,"aria-labelledby":`${i}-${t}`,tabIndex:0,children:I(`code`,{children:s})}),I(`p`,{children:a})]})}function ko({webhookId:e,channel:t,url:n}){let{arrived:r,broken:i}=Ao(e,t.id),a=V(vn);return I(`section`,{class:`test-message`,children:[I(`div`,{class:`section-head`,children:[I(`div`,{children:[I(`h2`,{children:`Watch it work`}),I(`p`,{children:[`Whatever is posted to the URL appears here and in `,I(`a`,{href:H.channel(t.id),children:[`#`,I(`bdi`,{children:t.name})]}),`, live.`]})]}),I(`button`,{type:`button`,disabled:a.busy,onClick:()=>a.run({appId:e,token:io(n),content:`This is a **test message** from the portal. It works.`}),children:`Send a test message`})]}),I(L,{failure:a.failure??i}),I(`div`,{class:`arrivals`,role:`log`,"aria-label":`What has arrived`,children:[r.length===0&&I(`p`,{class:`waiting`,children:`Nothing yet. Listening…`}),r.map(e=>I(ia,{message:e},e.id))]})]})}function Ao(e,t){let[n,r]=M([]),[i,a]=M();return N(()=>{let n={channelId:t};return $n($t,n,({channelEvents:{cursor:t,kind:i,message:a}})=>{n.after=t,i===`MESSAGE_POSTED`&&a.author.id===e&&r(e=>[...e,a].slice(-3))},a)},[e,t]),{arrived:n,broken:i}}function jo({webhook:e}){let t=V(hn),n=V(gn),[r,i]=M(!1),a=()=>void t.run({webhookId:e.id,enabled:!e.enabled});async function o(){await n.run({webhookId:e.id})&&(to(e.id),On(H.server(e.channel.server.id,`webhooks`)))}return I(`section`,{class:`card`,children:[I(`h2`,{children:e.enabled?`Disable or delete`:`Enable or delete`}),I(`p`,{children:e.enabled?`Disabled, it refuses posts with 403 until it is enabled again; its URL stays the same.`:`It is disabled: posts are refused with 403 WEBHOOK_DISABLED.`}),I(L,{failure:t.failure}),I(`div`,{class:`actions`,children:[I(`button`,{type:`button`,disabled:t.busy,onClick:a,children:e.enabled?`Disable`:`Enable`}),I(`button`,{type:`button`,class:`danger`,onClick:()=>i(!0),children:`Delete…`})]}),r&&I(Y,{title:`Delete ${e.name}?`,action:`Delete webhook`,busy:n.busy,failure:n.failure,confirm:o,close:()=>i(!1),children:I(`p`,{children:[`Its URL stops working at once and for good: every program that posts to it gets `,I(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),`. What it posted stays.`]})})]})}function Mo({webhook:e,url:t}){let n=V(_n),[r,i]=M(!1);async function a(){let t=await n.run({webhookId:e.id});t&&(eo(e.id,t.regenerateWebhookUrl.url),i(!1))}return I(`section`,{class:t?`card once`:`card`,children:[I(`h2`,{children:t?`Copy the URL now`:`URL`}),I(`p`,{children:t?`It is shown this once. Whoever has it can post: keep it like a password.`:`It was shown when it was made, and cannot be shown again. Lost, or seen by somebody? Make a new one.`}),t&&I(Lr,{label:`Webhook URL`,value:t}),I(`div`,{class:`actions`,children:I(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:`Regenerate URL…`})}),r&&I(Y,{title:`Make a new URL?`,action:`Regenerate URL`,busy:n.busy,failure:n.failure,confirm:a,close:()=>i(!1),children:[I(`p`,{children:[`The present URL stops working at once: every program that posts to it gets `,I(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),` until it has the new one.`]}),I(`p`,{children:`Messages, name and channel stay as they are.`})]})]})}function No({webhookId:e}){let{data:t,failure:n,reload:r}=sr(pn,{id:e});return Jr(t?.webhook?.name??``),t?.webhook===null?I($,{what:`webhook`}):I(`div`,{class:`page`,children:[I(L,{failure:n,again:r}),t?I(Po,{webhook:t.webhook}):!n&&I(Z,{})]})}function Po({webhook:e}){let t=ro(e.id);return I(x,{children:[I(`header`,{class:`page-head`,children:[I(_r,{id:e.id,name:e.name,picture:e.avatarPath}),I(`div`,{class:`grow`,children:[I(`h1`,{children:[I(`bdi`,{children:e.name}),I(ta,{}),!e.enabled&&I(`span`,{class:`tag off`,children:`Disabled`})]}),I(`p`,{class:`lead`,children:[`Posts into `,I(`a`,{href:H.channel(e.channel.id),children:[`#`,I(`bdi`,{children:e.channel.name})]}),` · `,I(Fo,{webhook:e})]})]})]}),I(Mo,{webhook:e,url:t}),I(`section`,{children:[I(`h2`,{children:`Post from anywhere`}),I(`p`,{children:t?`The URL is filled in.`:`Put the URL in the place of the one below.`}),I(Oo,{url:t??`${new URL(`.`,document.baseURI).href}webhooks/${e.id}/TOKEN`}),I(`p`,{class:`hint`,children:[I(`code`,{children:`name`}),` and `,I(`code`,{children:`avatarUrl`}),` are this message’s own: leave them out, and it has the webhook’s. To retry safely send the header `,I(`code`,{children:`Idempotency-Key`}),`: for 24 hours the same key and message post once.`]})]}),t&&I(ko,{webhookId:e.id,channel:e.channel,url:t},e.channel.id),I(bo,{webhook:e},e.id),I(jo,{webhook:e})]})}function Fo({webhook:{lastUsedAt:e,creator:t,createdAt:n}}){return I(x,{children:[e?I(x,{children:[`last used `,I(jr,{at:e})]}):`never used`,` · `,`made `,t&&I(x,{children:[`by `,I(`bdi`,{children:t.name})]}),` `,I(jr,{at:n})]})}function Io({serverId:e}){let t=X(fn,{serverId:e},({server:e})=>e?.webhooks);if(t.data===null)return I($,{what:`server`});let n=t.data?.items,r=I(`a`,{class:`button primary`,href:H.newWebhook(e),children:`New webhook`});return I(`div`,{class:`page`,children:[I(Q,{title:`Webhooks`,action:n?.length?r:void 0,children:`A webhook is a URL. Whatever is posted to it becomes a message.`}),I(L,{failure:t.failure,again:t.reload}),!n&&!t.failure&&I(Z,{}),n?.length===0&&I(Kr,{title:`No webhook yet`,children:[I(`p`,{children:`Make one, and paste its URL where your build, deploy or alerting tool asks for a webhook.`}),r]}),I(`ul`,{class:`list`,children:n?.map(({id:e,name:t,avatarPath:n,channel:r,enabled:i,lastUsedAt:a})=>I(`li`,{children:I(`a`,{class:`row`,href:H.webhook(e),children:[I(_r,{id:e,name:t,picture:n}),I(`span`,{class:`row-text`,children:[I(`bdi`,{class:`row-title`,children:t}),I(`span`,{class:`row-detail`,children:[`#`,I(`bdi`,{children:r.name})]})]}),I(`span`,{class:`row-aside`,children:i?a?I(x,{children:[`Used `,I(jr,{at:a})]}):`Never used`:I(`span`,{class:`tag off`,children:`Disabled`})})]})},e))}),I(qr,{list:t})]})}var Lo={channels:fo,webhooks:Io,members:Xa,roles:lo,"audit-log":_i,settings:_o};function Ro({route:e,server:t}){switch(e.page){case`servers`:return I(yo,{});case`server`:{let n=Lo[e.section];return I(n,{serverId:e.serverId,server:t?.id===e.serverId?t:null})}case`newWebhook`:return I(ao,{serverId:e.serverId,channelId:e.channelId});case`webhook`:return I(No,{webhookId:e.webhookId});case`channel`:return I(Ma,{channelId:e.channelId});case`tokens`:return I(si,{});case`accounts`:return I(Xr,{});case`installationLog`:return I(Ia,{});case`account`:return I(ei,{});default:return I($,{})}}function zo({route:e,signedOut:t}){let n=jn(),[r,i]=M(!1);return I(`div`,{class:`account`,children:[I(`a`,{class:`link`,href:H.tokens,"aria-current":e.page===`tokens`?`page`:void 0,children:[I(q,{name:`key`}),`Access tokens`]}),I(`a`,{class:`link`,href:`playground`,children:[I(q,{name:`play`}),`Playground`]}),I(`div`,{class:`me`,children:[I(`a`,{class:`link`,href:H.account,title:`Account`,"aria-current":e.page===`account`?`page`:void 0,children:[I(_r,{id:n.id,name:n.name}),I(`bdi`,{children:n.name})]}),I(`button`,{type:`button`,class:`plain`,onClick:()=>st().then(t,()=>i(!0)),title:`Sign out`,children:[I(q,{name:`leave`}),I(`span`,{class:`out-of-sight`,children:`Sign out`})]})]}),r&&I(`p`,{class:`hint`,role:`alert`,children:`Signing out did not work: the server does not answer. You are still signed in.`})]})}function Bo({serverId:e,currentId:t,create:n}){let{data:r}=X(Pt,{serverId:e},({server:e})=>e?.channels,!0),[i,a]=M(!1);return I(x,{children:[I(`div`,{class:`group`,children:[I(`h2`,{children:`Channels`}),n&&I(`button`,{type:`button`,class:`plain`,onClick:()=>a(!0),title:`New channel`,children:[I(q,{name:`plus`}),I(`span`,{class:`out-of-sight`,children:`New channel`})]})]}),r?.items.map(({id:e,name:n})=>I(`a`,{class:`link`,href:H.channel(e),"aria-current":e===t?`page`:void 0,children:[I(q,{name:`hash`}),I(`bdi`,{children:n})]},e)),i&&I(uo,{serverId:e,close:()=>a(!1)})]})}function Vo(){let{data:e}=X(sn,{},({viewer:e})=>e.servers);return I(x,{children:[I(`div`,{class:`group`,children:I(`h2`,{children:`Servers`})}),e?.items.map(({id:e,name:t})=>I(`a`,{class:`link`,href:H.server(e),children:[I(_r,{id:e,name:t}),I(`bdi`,{children:t})]},e))]})}function Ho({server:e,route:t,signedOut:n}){return I(`nav`,{id:`sidebar`,class:`sidebar`,"aria-label":`Pages`,children:[I(`a`,{class:`brand`,href:H.servers,children:[I(`img`,{src:`assets/icon.svg`,alt:``,width:`24`,height:`24`}),`Chattr`]}),I(`div`,{class:`links`,children:e?I(Wo,{server:e,route:t}):I(Uo,{route:t})}),I(zo,{route:t,signedOut:n})]})}function Uo({route:e}){let t=e.page===`accounts`||e.page===`installationLog`;return I(x,{children:[I(Vo,{}),po()&&I(x,{children:[I(`div`,{class:`group`,children:I(`h2`,{children:`Installation`})}),I(`a`,{class:`link`,href:H.accounts,"aria-current":t?`page`:void 0,children:[I(q,{name:`people`}),`Accounts`]})]})]})}function Wo({server:e,route:t}){let n=t.page===`server`?t.section:t.page===`webhook`||t.page===`newWebhook`?`webhooks`:``,r=U(e.viewerPermissions,`MANAGE_SERVER`);return I(x,{children:[I(`a`,{class:`link up`,href:H.servers,children:[I(q,{name:`back`}),`All servers`]}),I(`a`,{class:`server-name`,href:H.server(e.id),title:e.name,"aria-current":n===`channels`?`page`:void 0,children:I(`bdi`,{children:e.name})}),Go.map(t=>(r||t.forAll)&&I(Ko,{server:e.id,current:n,...t},t.section)),I(Bo,{serverId:e.id,currentId:t.page===`channel`?t.channelId:``,create:U(e.viewerPermissions,`MANAGE_CHANNELS`)})]})}var Go=[{section:`webhooks`,icon:`webhook`,label:`Webhooks`,forAll:!1},{section:`members`,icon:`people`,label:`Members`,forAll:!0},{section:`roles`,icon:`shield`,label:`Roles`,forAll:!0},{section:`audit-log`,icon:`list`,label:`Audit log`,forAll:!1},{section:`settings`,icon:`settings`,label:`Settings`,forAll:!0}];function Ko({server:e,section:t,current:n,icon:r,label:i}){return I(`a`,{class:`link`,href:H.server(e,t),"aria-current":t===n?`page`:void 0,children:[I(q,{name:r}),i]})}function qo(e){let t=sr(Ft,e.page===`channel`?{id:e.channelId}:null),n=sr(pn,e.page===`webhook`?{id:e.webhookId}:null),r=`serverId`in e?e.serverId:t.data?.channel?.server.id??n.data?.webhook?.channel.server.id,{data:i}=sr(cn,r?{id:r}:null),a=P(null),o=`serverId`in e||e.page===`channel`||e.page===`webhook`;return i&&(a.current=i.server),o?a.current:null}function Jo({signedOut:e}){let t=kn(),n=qo(t),[r,i]=M(!1),a=P(null),o=JSON.stringify(t);return N(()=>{i(!1),a.current?.scrollTo(0,0)},[o]),I(`div`,{class:`layout ${r?`menu-open`:``}`,onKeyDown:e=>e.key===`Escape`&&i(!1),children:[I(`a`,{class:`skip`,href:`#main`,onClick:e=>(e.preventDefault(),a.current?.focus()),children:`Skip to the content`}),I(`header`,{class:`bar`,children:[I(`button`,{type:`button`,class:`plain`,"aria-expanded":r,"aria-controls":`sidebar`,onClick:()=>i(!r),children:[I(q,{name:`menu`}),I(`span`,{class:`out-of-sight`,children:`Menu`})]}),I(`bdi`,{class:`bar-title`,children:n?.name??`Chattr`})]}),I(Ho,{server:n,route:t,signedOut:e}),I(`div`,{class:`shade`,onClick:()=>i(!1)}),I(`main`,{id:`main`,ref:a,tabIndex:-1,children:I(Ro,{route:t,server:n},o)})]})}function Yo(){let[{entrance:e,failure:t,invited:n},r]=M({}),i=e=>r(t=>({...t,...e}));async function a(e){try{i({failure:e,...await Zo(dt())})}catch(e){let t=e instanceof F?e:Ue();i({failure:t,entrance:await rt().catch(()=>void 0)})}}function o(t,n){nr(),i({entrance:e&&{...e,user:t},failure:void 0}),n&&(i({invited:void 0}),On(H.server(n)))}function s(t){Qn(),nr(),no(),i({entrance:e&&{...e,user:null},failure:t,invited:void 0}),a(t)}N(()=>{a();let e=()=>/^#(sign-in|invite|sign-in-error)=/.test(location.hash)&&void a();return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),N(()=>xn.listen(()=>s(Xo()))),N(()=>Sn.listen(()=>s()));let c=e?.user;return!e&&!t?null:!c||t?I(Ct,{way:e,failure:t,invited:n,enter:o,start:()=>void a(),goOn:()=>i({failure:void 0})}):I(An.Provider,{value:c,children:n?I(Mn,{invited:n,close:()=>i({invited:void 0})}):I(Jo,{signedOut:()=>s()})})}var Xo=()=>new F(`SIGNED_OUT`,`You were signed out: the session has ended, or an administrator has disabled your account. Sign in again; if you may not, you are told.`);async function Zo({signIn:e,invite:t,error:n}){if(n)return{entrance:await rt(),failure:Ze(n)};if(!e&&!t)return{entrance:await rt()};if(nr(),e)return{entrance:await it(e)};let[r,i]=await Promise.all([rt(),ct(t)]);return{entrance:r,invited:{...i,secret:t}}}k(I(Yo,{}),document.getElementById(`portal`));