var e,t,n,r,i,a,o,s,c,l,u,d=Symbol.for(`pv`),f={},p=[],m=/^m(i|n|o|s|text|space)$/,h=Array.isArray,g=p.slice,_=Object.assign;function v(e){e&&e.parentNode&&e.remove()}function y(e,t,n){var r,i,a,o={},s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?g.call(arguments,2):n),b(e,o,r,i,null)}function b(n,r,i,a,o){var s={type:n,props:r,key:i,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:d,__v:o||++t,__i:-1,__u:0};return!o&&e.vnode&&e.vnode(s),s}function x(e){return e.children}function S(e,t){this.props=e,this.context=t,this.__g=0}function C(e,t){if(t==null)return e.__&&C(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!=`function`||e.props.__P?null:C(e)}function w(t){var n,r=t.__v,i=r.__e,a=[],o=[],s=t.__P;s&&((n=_({constructor:d},r)).__v=r.__v+1,e.vnode&&e.vnode(n),se(s,n,r,t.__n,s.namespaceURI,32&r.__u?[i]:null,a,i||C(r),32&r.__u,o),n.__v=r.__v,n.__.__k[n.__i]=n,ue(a,n,o),r.__=r.__e=null,n.__e!=i&&T(n))}function T(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),T(e)}function E(t){(8&t.__g||(t.__g|=8,n.push(t),i++))&&r==e.debounceRendering||((r=e.debounceRendering)||queueMicrotask)(D)}function D(){try{for(var e,t=1;n.length;)n.length>t&&n.sort(a),e=n.shift(),t=n.length,8&e.__g&&w(e)}finally{(i=n.length)&&(r||queueMicrotask)(D)}}function ee(e,t,n,r,i,a,o,s,c,l,u){var d,m,h,g,_,v,y=r.__k||p,b=t.length;for(c=te(n,t,y,c,b),d=0;d<b;d++)(h=n.__k[d])!=null&&(m=~h.__i&&y[h.__i]||f,h.__i=d,v=se(e,h,m,i,a,o,s,c,l,u),g=h.__e,(m.ref!=h.ref||8&m.__u)&&(m.ref&&fe(m.ref,null,h,m),h.ref&&u.push(h.ref,h.__c||g,h)),_||=g,4&h.__u?(c=ne(h,c,e,!m.__v),m.__e&&(m.__e=null)):typeof h.type==`function`&&v!==void 0?c=v:g&&(c=g.nextSibling),h.__u&=-21);return n.__e=_,c}function te(e,t,n,r,i){var a,o,s,c,l,u,f,p,m,g=n.length,_=g,v=0,y=0,S=e.__k=Array(i);for(a=0;a<i;a++)(o=t[a])!=null&&typeof o!=`boolean`&&typeof o!=`function`?(typeof o!=`object`||o.constructor===String?o=S[a]=b(null,o):h(o)?o=S[a]=b(x,{children:o}):o.constructor===d&&o.__b?o=S[a]=b(o.type,o.props,o.key,o.ref,o.__v):S[a]=o,c=a+v,o.__=e,o.__b=e.__b+1,s=null,~(l=o.__i=re(o,n,c,_))&&(_--,(s=n[l])&&(s.__u|=2)),s&&s.__v?(o.__u|=16,l==c-1?v--:l==c+1?v++:l!=c&&(l>c?v--:v++,y=1)):(~l||(i>g?v--:i<g&&v++),typeof o.type!=`function`&&(o.__u|=4))):S[a]=null;if(y){for(u=[],f=[],a=0;a<i;a++)if((o=S[a])&&16&o.__u){for(v=0,p=u.length;v<p;)u[m=v+p>>1]<o.__i?v=m+1:p=m;u[v]=o.__i,f[a]=v+1}for(v=u.length;a--;)f[a]&&(f[a]==v?v--:S[a].__u|=4)}if(_)for(a=0;a<g;a++)!(s=n[a])||2&s.__u||(s.__e==r&&(r=C(s)),pe(s,s));return r}function ne(e,t,n,r){var i,a,o,s;if(typeof e.type==`function`){if(e.props.__P)return t;if(i=e.__k)for(a=0;a<i.length;a++)i[a]&&(i[a].__=e,t=ne(i[a],t,n,!1));return t}for(t&&!t.parentNode&&(t=C(e))&&!t.parentNode&&(t=null),o=e.__e,s=t;s&&s.nodeType==8;)s=s.nextSibling;for(o!=s&&(!r&&n.moveBefore&&o.parentNode?n.moveBefore(o,t):n.insertBefore(o,t||null)),t=o;(t&&=t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(`$s`););return t}function re(e,t,n,r){var i,a=e.key,o=e.type,s=t[n],c=s&&!(2&s.__u);if(s===null&&a==null||c&&a==s.key&&o==s.type)return n;if(r>+!!c){for(i=n-1;i>=0;i--)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i;for(i=n+1;i<t.length;i++)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i}return-1}function ie(e,t,n){n??=``,t[0]==`-`?e.setProperty(t,n):e[t]=n}function ae(e,t,n,r,i){var a,o;if(t==`style`){if(typeof n==`string`)e.style.cssText=n;else{if(typeof r==`string`&&(e.style.cssText=r=``),r)for(t in r)n&&t in n||ie(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||ie(e.style,t,n[t])}}else if(t[0]==`o`&&t[1]==`n`)typeof n!=`function`&&(n=null),typeof r!=`function`&&(r=null),(e.__e||={})[t]=n,n&&r||(o=l[t]||(l[t]=oe(t)),(e.__a||={})[t]=c,a=t!=(t=t.replace(s,`$1`)),(t=t.slice(2))[0]<`a`&&(t=t.toLowerCase()),n?e.addEventListener(t,o,a):e.removeEventListener(t,o,a));else{if(i==`http://www.w3.org/2000/svg`)t=t.replace(/xlink(H|:h)/,`h`).replace(/sName$/,`s`);else if(t!=`width`&&t!=`height`&&t!=`href`&&t!=`list`&&t!=`form`&&t!=`tabIndex`&&t!=`download`&&t!=`rowSpan`&&t!=`colSpan`&&t!=`role`&&t!=`popover`&&t in e)try{e[t]=n??``;return}catch{}if(typeof n==`function`)return;n==null||!1===n&&t[4]!=`-`?e.removeAttribute(t):e.setAttribute(t,t==`popover`&&n==1?``:n)}}function oe(t){return function(n){var r=this.__e;if(r){if(r=r[t],n[o]==null)n[o]=c++;else if(n[o]<this.__a[t])return;return r(e.event?e.event(n):n)}}}function se(t,n,r,i,a,o,s,c,l,u){var f,m,g,y,b,w,T,E,D,te,ne,re,ie,ae,oe,se,ue,fe,he=n.type;if(n.constructor!==d)return null;128&r.__u&&(l=32&r.__u,f=r.__c.__z)&&(n.__u|=l,m=o=[],f.nodeType==8?c=ce(f,o):o.push(f),c=o[0]||c),(f=e.__b)&&f(n);n:if(typeof he==`function`){g=s.length;try{if(E=n.props,D=(f=he.prototype)&&f.render,te=(f=he.contextType)&&i[f.__c],ne=f?te?te.props.value:f.__:i,(y=r.__c)?(n.__c=y,2&y.__g&&(y.__g|=1)):(D?n.__c=y=new he(E,ne):(n.__c=y=new S(E,ne),y.constructor=he,y.render=me),te&&te.sub(y),y.state||(y.state={}),y.__n=i,y.__g|=8,y.__h=[],y.__k=[]),D&&(y.__s||(y.__s=y.state),he.getDerivedStateFromProps&&(y.__s==y.state&&(y.__s=_({},y.__s)),_(y.__s,he.getDerivedStateFromProps(E,y.__s)))),b=y.props,w=y.state,y.__v=n,r.__c){if(E!==b&&D&&!he.getDerivedStateFromProps&&y.componentWillReceiveProps&&y.componentWillReceiveProps(E,ne),n.__v==r.__v&&!(8&y.__g)||!(4&y.__g)&&y.shouldComponentUpdate&&!1===y.shouldComponentUpdate(E,y.__s,ne)){n.__v!=r.__v&&(y.props=E,y.state=y.__s,y.__g&=-9),n.__e=r.__e,n.__k=r.__k,n.__k.some(function(e){e&&(e.__=n)}),p.push.apply(y.__h,y.__k),y.__k=[],y.__h.length&&s.push(y),c=C(r);break n}y.componentWillUpdate&&y.componentWillUpdate(E,y.__s,ne),D&&y.componentDidUpdate&&y.__h.push(function(){y.componentDidUpdate(b,w,T)})}else D&&!he.getDerivedStateFromProps&&y.componentWillMount&&y.componentWillMount(),D&&y.componentDidMount&&y.__h.push(y.componentDidMount);y.context=ne,y.props=E,y.__P=t,y.__g&=-5,re=e.__r,ie=D?25:0;do y.__g&=-9,re&&re(n),f=y.render(y.props,y.state=y.__s,y.context);while(8&y.__g&&++ie<25);D&&(p.push.apply(y.__h,y.__k),y.__k=[]),y.state=y.__s,y.getChildContext&&(i=_({},i,y.getChildContext())),D&&r.__c&&y.getSnapshotBeforeUpdate&&(T=y.getSnapshotBeforeUpdate(b,w)),ae=f&&f.type===x&&f.key==null?f.props.children:f,E.__P&&(f=c,a=(t=E.__P).namespaceURI,l=o=null,r.props&&r.props.__P!=t&&(r.__k.some(function(e){e&&pe(e,e)}),r.__k=null),c=r.__k?C(r,0):null),c=ee(t,h(ae)?ae:[ae],n,r,i,a,o,s,c,l,u),E.__P&&(n.__e=null,c=f),n.__u&=-161,m&&m.some(v),y.__h.length&&s.push(y),1&y.__g&&(y.__g&=-4)}catch(t){if(s.length=g,n.__v=null,l||o){if(t&&t.then){if(n.__u|=128|l,o){for(~(ue=o.indexOf(c||void 0))||(ue=o.length);(fe=o[ue-1])&&fe.nodeType==8;)ue--;for(;ue<o.length;ue++)if(fe=o[ue]){if(o[ue]=null,oe){if(fe==se)break}else{if(fe.nodeType!=8)break;fe.data.startsWith(`$s`)&&(se=ce(oe=fe))}}}if(!oe){for(;c&&c.nodeType==8&&c.nextSibling;)c=c.nextSibling;oe=c}(f=ce(oe=n.__c.__z||(n.__c.__z=oe)))?(n.__e=oe,c=f):n.__e=c,c&&=c.nextSibling}else o&&o.some(v)}else n.__e=r.__e;n.__k||=r.__k||[],t&&t.then||le(n),e.__e(t,n,r)}}else c=n.__e=de(r.__e,n,r,i,a,o,s,l,u,t);return(f=e.diffed)&&f(n),c}function ce(e,t){if(e&&e.nodeType==8&&e.data.startsWith(`$s`))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith(`$s`))n++;else if(e.data.startsWith(`/$s`)&&!--n)return e}t&&t.push(e)}}function le(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(le))}function ue(t,n,r){for(var i=0;i<r.length;)fe(r[i++],r[i++],r[i++]);e.__c&&e.__c(n,t),t.some(function(n){try{t=n.__h,n.__h=[],t.some(function(e){e.call(n)})}catch(t){e.__e(t,n.__v)}})}function de(t,n,r,i,a,o,s,c,l,u){var d,p,_,y,b,x,S,w,T=r.props||f,E=n.props,D=n.type;if(D==`svg`?a=`http://www.w3.org/2000/svg`:D==`math`?a=`http://www.w3.org/1998/Math/MathML`:a||=`http://www.w3.org/1999/xhtml`,o){for(d=0;d<o.length;d++)if((b=o[d])&&(D?b.localName==D:b.nodeType==3)){t=b,o[d]=null;break}}if(!t){if(w=u.ownerDocument||document,!D)return w.createTextNode(E);t=w.createElementNS(a,D,E.is?E:u),c&&=(e.__m&&e.__m(n,o),!1),o=null}if(D){if(u=D==`template`&&t.content||t,o=D==`textarea`&&E.defaultValue!=null?null:o&&g.call(u.childNodes),!c&&o)for(T={},d=0;d<t.attributes.length;d++)T[(b=t.attributes[d]).name]=b.value;for(d in T)b=T[d],d==`dangerouslySetInnerHTML`?_=b:d==`children`||d in E||d==`value`&&`defaultValue`in E||d==`checked`&&`defaultChecked`in E||ae(t,d,null,b,a);for(d in E)b=E[d],d==`children`?y=b:d==`dangerouslySetInnerHTML`?p=b:d==`value`?x=b:d==`checked`?S=b:c&&typeof b!=`function`||T[d]===b||ae(t,d,b,T[d],a);p?(c||_&&(p.__html==_.__html||p.__html==t.innerHTML)||(t.innerHTML=p.__html),n.__k=[]):(_&&(t.textContent=``),(D==`foreignObject`||a==`http://www.w3.org/1998/Math/MathML`&&m.test(D))&&(a=`http://www.w3.org/1999/xhtml`),ee(u,h(y)?y:[y],n,r,i,a,o,s,o?o[0]:r.__k&&C(r,0),c,l),o&&o.some(v)),c&&D!=`textarea`||(d=`value`,D==`progress`&&x==null?t.removeAttribute(d):x==null||x===t[d]&&(D!=`progress`||x)||ae(t,d,x,T[d],a),d=`checked`,S!=null&&S!=t[d]&&ae(t,d,S,T[d],a))}else T===E||c&&t.data==E||(t.data=E);return t}function fe(t,n,r,i){try{typeof t==`function`?n?n.__x=t(n)||1:(i&&=i.__c||i.__e)&&(n=i.__x)&&(i.__x=null,typeof n==`function`?n():t(null)):t.current=n}catch(t){e.__e(t,r)}}function pe(t,n,r){var i,a,o,s;if(e.unmount&&e.unmount(t),!(i=t.ref)||i.current&&i.current!=t.__e||fe(i,null,n,t),i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){e.__e(t,n)}i.__P=i.__n=null}if(i=t.__k)for(s=0;s<i.length;s++)i[s]&&pe(i[s],n,typeof t.type!=`function`||r&&!t.props.__P);!r&&(i=t.__c)&&(i=i.__z)&&(a=ce(i,o=[]))&&(i==t.__e&&o.some(v),v(a),v(i)),r||v(t.__e),t.__e=t.__c=t.__=null}function me(e,t,n){return this.constructor(e,n)}function he(t,n){var r,i,a,o;e.__&&e.__(t,n),n.nodeType==9&&(n=n.documentElement),i=(r=t&&32&t.__u)?null:n.__k,n.__k=b(x,{children:[t]}),a=[],o=[],se(n,n.__k,i||f,f,n.namespaceURI,i?null:n.firstChild?g.call(n.childNodes):null,a,i?i.__e:n.firstChild,r,o),ue(a,n.__k,o),n.__k.props.children=null}function ge(e){function t(e){var n,r;return this.getChildContext||(n=new Set,(r={})[t.__c]=this,this.getChildContext=function(){return r},this.shouldComponentUpdate=function(e){this.props.value!=e.value&&n.forEach(function(e){e.__g|=4,E(e)})},this.sub=function(e){n.add(e);var t=e.componentWillUnmount;e.componentWillUnmount=function(){n.delete(e),t&&t.call(e)}}),e.children}return t.__c=`__cC`+u++,t.__=e,t.Provider=(t.Consumer=function(e,t){return e.children(t)}).contextType=t,t}e={__e:function(e,t,n,r){for(var a,o,s;t=t.__;)if((a=t.__c)&&!(1&a.__g)){a.__g|=4;try{if((s=(o=a.constructor)&&o.getDerivedStateFromError)&&a.setState(o.getDerivedStateFromError(e)),a.componentDidCatch&&(a.componentDidCatch(e,r||{}),s=1),s&&8&a.__g)return void(a.__g|=2)}catch(t){e=t}}throw i=0,e}},t=0,S.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=_({},this.state)),typeof e==`function`&&(e=e(_({},n),this.props)),e&&(_(n,e),this.__v&&(t&&this.__k.push(t),E(this)))},S.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),E(this))},S.prototype.render=x,n=[],i=0,a=function(e,t){return e.__v.__b-t.__v.__b},o=Symbol(),s=/(PointerCapture)$|Capture$/i,c=0,l={},u=0;var _e,O,ve,ye,be=Object.is,xe=0,Se=[],Ce=[],k=e,we=k.__b,Te=k.__r,Ee=k.diffed,De=k.__c,Oe=k.unmount,ke=k.__;function Ae(e,t){k.__h&&k.__h(O,e,xe||t),xe=0;var n=O.__H||(O.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function A(e){return xe=1,je(We,e)}function je(e,t,n){var r=Ae(_e++,2);if(r.t=e,!r.__c&&(r.__=[n?n(t):We(void 0,t),function(e){var t=(r.__N||r.__)[0],n=r.t(t,e);be(t,n)||(r.__N=[n,r.__[1]],r.__c.setState({}))}],r.__c=O,!O.__f)){O.__f=!0;var i=O.shouldComponentUpdate;O.shouldComponentUpdate=function(e,t,n){var r=this.__H;if(!r)return!0;var a=!1,o=this.props!=e;if(r.__.some(function(e){e.__N&&(a=!0,be(e.__[0],e.__N[0])||(o=!0))}),i){var s=i.call(this,e,t,n);return a?s||o:s}return!a||o}}return r.__}function j(e,t){var n=Ae(_e++,3);!k.__s&&Ue(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,O.__H.__h.push(n))}function Me(e,t){var n=Ae(_e++,4);!k.__s&&Ue(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,O.__h.push(n))}function M(e){return xe=5,Ne(function(){return{current:e}},[])}function Ne(e,t){var n=Ae(_e++,7);return Ue(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Pe(e,t){return xe=8,Ne(function(){return e},t)}function Fe(e){var t=O.context[e.__c],n=Ae(_e++,9);return n.c=e,t?(n.__??(n.__=!0,t.sub(O)),t.props.value):e.__}function Ie(){var e=Ae(_e++,11);if(!e.__){for(var t=O.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__=`P`+n[0]+`-`+n[1]++}return e.__}function Le(){var e;do{for(;e=Ce.shift();)try{Ve(e)}catch(t){k.__e(t,{__:(e=e.__P)&&e.__v})}for(;e=Se.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Ve),t.__h.some(He),t.__h=[]}catch(n){t.__h=[],k.__e(n,e.__v)}}}while(Ce.length)}k.__b=function(e){O=null,we&&we(e)},k.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),ke&&ke(e,t)},k.__r=function(e){Te&&Te(e),_e=0;var t=(O=e.__c).__H;t&&(ve==O?O.__h=[]:(t.__h.some(Ve),t.__h.some(He),_e=0),t.__h=[],t.__.some(function(e){e.__N&&(e.__=e.__N),e.u=e.__N=void 0})),ve=O},k.diffed=function(e){Ee&&Ee(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Be(Se.push(t)),t.__H.__.some(function(e){e.u&&(e.__H=e.u)})),ve=O=null},k.__c=function(e,t){t.some(function(e){try{e.__h.some(Ve),e.__h=e.__h.filter(function(e){return!e.__||He(e)})}catch(t){e.__h=[function(){throw t}]}}),De&&De(e,t)},k.unmount=function(e){Oe&&Oe(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n&&=n.__c}r.__P=n,Be(Ce.push(r))}else Ve(r)}catch(e){t=e}}),r.__H=void 0,t&&k.__e(t,r.__v))};var Re=typeof requestAnimationFrame==`function`;function ze(e){var t,n=function(){clearTimeout(r),Re&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Re&&(t=requestAnimationFrame(n))}function Be(e){e!=1&&ye==k.requestAnimationFrame||((ye=k.requestAnimationFrame)||ze)(Le)}function Ve(e){var t=O,n=e.__c;typeof n==`function`&&(e.__c=void 0,n()),O=t}function He(e){var t=O;e.__c=e.__(),O=t}function Ue(e,t){return!e||e.length!=t.length||t.some(function(t,n){return!be(t,e[n])})}function We(e,t){return typeof t==`function`?t(e):t}var Ge={ADMINISTRATOR:[`Administrator`,`Everything but deleting the server.`],MANAGE_SERVER:[`Manage server`,`Rename it; webhooks, invitations, roles and members; read the audit log.`],MANAGE_CHANNELS:[`Manage channels`,`Create, change and delete channels.`],MANAGE_MESSAGES:[`Manage messages`,`Delete the messages of others.`],POST_MESSAGES:[`Post messages`,`And edit and delete one’s own.`]},Ke=Object.keys(Ge),qe=(e,t)=>e!==void 0&&(e.includes(`ADMINISTRATOR`)||t.every(t=>e.includes(t))),Je=[`UNREACHABLE`,`OVERLOADED`,`STORE_UNAVAILABLE`,`SHUTTING_DOWN`],N=class extends Error{code;fields;constructor(e,t,n=[]){super(t),this.code=e,this.fields=n}get passing(){return Je.includes(this.code)}},Ye=()=>new N(`UNREACHABLE`,`The server does not answer. Nothing is lost: try again in a moment.`),Xe=`The answer cannot be read.`;function Ze(e){let{message:t,extensions:n={}}=e[0]??{message:Xe};return $e(t,n,n.requestId)}function Qe(e){return $e(e.detail??Xe,e,e.code===`INTERNAL`?e.requestId:void 0)}function $e(e,{code:t=`INTERNAL`,errors:n=[]},r){let i=r?` Tell who runs this Chattr the number ${r}.`:``;return new N(t,(n.length>0?n.map(({field:e,message:t})=>`${rt(e)} ${t??`is not valid`}.`).join(` `):et(e))+i,n.map(({field:e})=>tt(e)))}var et=e=>e.replace(/\b[A-Z]+(_[A-Z]+)*\b/g,e=>e in Ge?`“${Ge[e][0]}”`:e),tt=e=>e.split(`.`).at(-1)??e,nt={content:`The message`,current:`Present password`,new:`New password`};function rt(e){let t=nt[tt(e)];if(t)return t;let n=tt(e).replace(/([a-z])([A-Z])/g,(e,t,n)=>`${t} ${n.toLowerCase()}`).replace(/\burl\b/,`URL`);return n.charAt(0).toUpperCase()+n.slice(1)}var it=ge({seen:()=>{}}),at={CANCELLED:(e,t)=>`You are not signed in: you cancelled at ${e}, or it does not let you use Chattr. ${t}`,UNAUTHENTICATED:(e,t)=>`Signing in took too long, or began in another window. ${t}`,ACCOUNT_DISABLED:()=>`Your account is disabled; an administrator of this installation can enable it again.`,FORBIDDEN:e=>`${e} knows you, but you have no account here yet: ask somebody who is here for an invitation link. Or do you have one? Sign in to it, and link ${e} on its account page.`,NOT_FOUND:()=>`This invitation does not work any more: it was used up or revoked, or has expired. Ask for another.`,CONFLICT:(e,t)=>`Somebody took the name for your new account just now. ${t}`,LIMIT_REACHED:()=>`The server you are invited to is full. Tell who invited you.`,PROVIDER_UNAVAILABLE:(e,t)=>`${e} does not answer as it should. ${st(t)} If it stays so, tell who runs this Chattr: the log says why.`},ot={CANCELLED:e=>`Nothing was linked: you cancelled at ${e}, or it does not let you use Chattr.`,SIGNED_OUT:()=>`Nothing was linked: you are not signed in any more. Sign in, and try again.`,UNAUTHENTICATED:(e,t)=>`Nothing was linked: it took too long, or you signed in anew meanwhile. ${t}`,CONFLICT:e=>`Nothing was linked: that account of ${e} signs in somebody else here. Use another one of yours, or have it unlinked there first.`,LIMIT_REACHED:e=>`Nothing was linked: you are linked to another account of ${e} already. Unlink that first.`,PROVIDER_UNAVAILABLE:(e,t)=>`Nothing was linked: ${e} does not answer as it should. ${st(t)} If it stays so, tell who runs this Chattr: the log says why.`},st=e=>e.replace(/\.$/,` in a moment.`),ct={link:e=>`Nothing was linked: something went wrong here. ${e}`,signIn:e=>`You are not signed in: something went wrong here. ${e}`},lt=(e,t,n)=>n?.code===`PROVIDER_UNAVAILABLE`?ut(e,n.code,t):n;function ut(e=`The provider`,t,n){let r=n===`link`,i=n===`invitation`?`Open the invitation link again.`:`Try again.`,a=(r?ot:at)[t]?.(e,i)??ct[r?`link`:`signIn`](i);return new N(`PROVIDER_${t}`,a)}var dt=Symbol.for(`pv`),ft=0;Array.isArray;function P(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:dt,__v:--ft,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}function pt({failure:e,user:t,start:n,goOn:r}){return e?P(x,{children:[P(`div`,{class:`problem`,role:`alert`,children:[P(`p`,{children:mt(e)}),t&&P(`p`,{children:[`You are still signed in as `,P(`bdi`,{children:t.name}),`.`]})]}),t&&P(`button`,{type:`button`,class:`primary wide`,onClick:r,children:`Go on`}),e.code===`UNREACHABLE`&&P(`button`,{type:`button`,class:`primary wide`,onClick:n,children:`Try again`})]}):null}function mt({code:e,message:t}){switch(e){case`UNAUTHENTICATED`:return`This sign-in link does not work any more: it was used already or has expired.`;case`NOT_FOUND`:return`This invitation does not work any more: it was used up or revoked, or has expired. Ask for another.`;default:return t}}function F({failure:e,again:t}){return e?P(`div`,{class:`problem`,role:`alert`,children:[P(`p`,{children:e.message}),t&&P(`button`,{type:`button`,onClick:t,children:`Try again`})]}):null}async function ht(e,t,n){let r=await fetch(t,{method:e,headers:n?{"content-type":`application/json`}:{},body:n&&JSON.stringify(n)}).catch(()=>null);if(!r)throw Ye();let i=r.status===204?{}:await r.json().catch(()=>null);if(!i)throw Ye();if(!r.ok)throw Qe(i);return i}var gt=()=>ht(`GET`,`session`),_t=e=>ht(`POST`,`session`,{secret:e}),vt=(e,t)=>ht(`POST`,`session`,{login:e,password:t}),yt=e=>ht(`POST`,`sign-up`,e),bt=(e=!1)=>ht(`DELETE`,e?`session?everywhere=true`:`session`),xt=e=>ht(`POST`,`invitation`,{secret:e}),St=e=>ht(`POST`,`oidc/start`,{invitation:e??``}),Ct=e=>ht(`POST`,`oidc/start`,{link:!0,current:e}),wt=(e,t)=>ht(`PUT`,`password`,{current:e,new:t}),Tt=e=>/^#(sign-in|invite|linked|sign-in-error)=/.test(e);function Et(){if(!Tt(location.hash))return{};let e=new URLSearchParams(location.hash.slice(1)),t=t=>e.get(t)??void 0;return history.replaceState(null,``,location.pathname+location.search),{signIn:t(`sign-in`),invite:t(`invite`),linked:e.has(`linked`),error:t(`sign-in-error`),flow:t(`flow`)}}function Dt(){let[e,t]=A({busy:!1});async function n(n){if(!e.busy){t({busy:!0});try{let e=await n();return t({busy:!1}),e}catch(e){t({busy:!1,failure:e instanceof N?e:Ye()});return}}}return{...e,run:n,clear:()=>t({busy:!1})}}function Ot({name:e,joining:t,invitation:n}){let r=Dt();async function i(){let e=await r.run(()=>St(n));e&&location.assign(e.url)}return P(`div`,{class:`openid`,children:[P(F,{failure:lt(e,`signIn`,r.failure)}),P(`button`,{type:`button`,class:`wide`,disabled:r.busy,onClick:i,children:P(`span`,{children:[t?`Continue`:`Sign in`,` with `,P(`bdi`,{children:e})]})}),P(`p`,{class:`or`,children:`or`})]})}function I({label:e,name:t,value:n,change:r,hint:i,failure:a,required:o,autofocus:s,placeholder:c,type:l=`text`,autocomplete:u=`off`}){let d=Ie(),f=a?.fields.includes(t);return P(`div`,{class:`field`,children:[P(`label`,{for:d,children:[e,!o&&P(`span`,{class:`optional`,children:` (optional)`})]}),P(`input`,{id:d,name:t,type:l,value:n,required:o,placeholder:c,autocomplete:u,autofocus:s,spellcheck:!1,dir:l===`text`?`auto`:void 0,"aria-invalid":f,"aria-describedby":i&&`${d}-hint`,onInput:e=>r(e.currentTarget.value)}),i&&P(`p`,{class:`hint`,id:`${d}-hint`,children:i})]})}function L({submit:e,action:t,busy:n,failure:r,cancel:i,done:a,children:o}){return P(`form`,{onSubmit:t=>(t.preventDefault(),e()),children:[o,P(F,{failure:r}),P(`div`,{class:`actions end`,children:[a!==void 0&&P(`span`,{class:`done`,role:`status`,children:a}),i&&P(`button`,{type:`button`,onClick:i,children:`Cancel`}),P(`button`,{type:`submit`,class:`primary`,disabled:n,children:t})]})]})}function kt({enter:e}){let t=Dt(),[n,r]=A(``),[i,a]=A(``);async function o(){let r=await t.run(()=>vt(n,i));r?.user&&e(r.user)}return P(L,{submit:o,action:`Sign in`,busy:t.busy,failure:t.failure,children:[P(I,{label:`Name or e-mail`,name:`login`,value:n,change:r,failure:t.failure,required:!0,autocomplete:`username`}),P(I,{label:`Password`,name:`password`,type:`password`,value:i,change:a,failure:t.failure,required:!0,autocomplete:`current-password`})]})}async function At(e){try{return await navigator.clipboard.writeText(e),!0}catch{return jt(e)}}function jt(e){let t=document.createElement(`textarea`),n=document.activeElement;t.value=e,t.className=`out-of-sight`,(document.querySelector(`dialog[open]`)??document.body).append(t),t.select();let r=document.execCommand(`copy`);return t.remove(),n?.focus(),r}function Mt({text:e,label:t=`Copy`,primary:n=!1}){let[r,i]=A(``);return j(()=>{let e=r?setTimeout(()=>i(``),2e3):void 0;return()=>clearTimeout(e)},[r]),P(`button`,{type:`button`,class:n?`primary copy`:`copy`,onClick:async()=>i(await At(e)?`Copied`:`Select it and copy`),children:P(`span`,{"aria-live":`polite`,children:r||t})})}var Nt=`http://127.0.0.1:8080/`,Pt=new URL(`.`,location.href).href,Ft=Pt===Nt?`chattr sign-in-link`:`chattr sign-in-link --public-url ${Pt.slice(0,-1)}`;function It(){return P(`section`,{class:`with-link`,children:[P(`h2`,{children:`Or with a link`}),P(`p`,{children:`For the first sign-in, and for a forgotten password: ask an administrator for a link, or print one on the machine that runs Chattr, where and with the settings it runs with. It works once, within 24 hours.`}),P(`div`,{class:`command`,children:[P(`code`,{children:Ft}),P(Mt,{text:Ft})]})]})}function Lt({invited:e,enter:t}){let n=Dt(),[r,i]=A(``),[a,o]=A(``),[s,c]=A(``);async function l(){let i=await n.run(()=>yt({name:r,password:s,email:a.trim()||null,invitation:e?.secret}));i&&t(i.user,i.serverId)}return P(L,{submit:l,action:e?`Make an account and join`:`Make an account`,busy:n.busy,failure:n.failure,children:[P(I,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autocomplete:`username`,hint:`What others see.`}),P(I,{label:`Password`,name:`password`,type:`password`,value:s,change:c,failure:n.failure,required:!0,autocomplete:`new-password`,hint:`10 characters or more.`}),P(I,{label:`E-mail`,name:`email`,type:`email`,value:a,change:o,failure:n.failure,autocomplete:`email`,hint:`For signing in only: only administrators see it, and nothing is sent to it.`})]})}function Rt({way:e,failure:t,invited:n,enter:r,start:i,goOn:a}){let[o,s]=A(!n),c=!!n||e?.signUp===`open`,l=n?P(x,{children:[`Join `,P(`bdi`,{children:n.server})]}):`Chattr`;return P(`main`,{class:`entrance`,children:[P(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),P(`h1`,{children:l}),P(`p`,{class:`lead`,children:n?P(x,{children:[P(`bdi`,{children:n.creator}),` invites you to this server on Chattr.`]}):`A home for webhooks that post into text channels, seen live.`}),P(`section`,{class:`card`,children:[P(pt,{failure:t,user:e?.user??null,start:i,goOn:a}),e&&!e.user&&e.openIdName&&P(Ot,{name:e.openIdName,joining:!o,invitation:n?.secret}),e&&!e.user&&(o||!c?P(kt,{enter:r}):P(Lt,{invited:n,enter:r}))]}),e&&!e.user&&c&&P(`p`,{class:`aside`,children:[o?`No account yet? `:`You have an account? `,P(`button`,{type:`button`,class:`as-link`,onClick:()=>s(!o),children:o?`Make one`:`Sign in`})]}),!n&&P(It,{})]})}var R=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new R(`
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
    `,{fragmentName:`AccountEntry`}),new R(`
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
    `,{fragmentName:`Entry`}),new R(`
    fragment RoleEntry on Role {
  id
  name
  everyone
  permissions
}
    `,{fragmentName:`RoleEntry`}),new R(`
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
}`,{fragmentName:`MemberEntry`}),new R(`
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
    `,{fragmentName:`MessageEntry`}),new R(`
    fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}
    `,{fragmentName:`ServerEntry`}),new R(`
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
    `,{fragmentName:`ChannelEntry`}),new R(`
    fragment ServerFrame on Server {
  ...ServerEntry
  viewerPermissions
  channels(first: 100) {
    edges {
      node {
        ...ChannelEntry
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}`,{fragmentName:`ServerFrame`}),new R(`
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
    `,{fragmentName:`WebhookEntry`});var zt=new R(`
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
    `),Bt=new R(`
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
    `),Vt=new R(`
    mutation CreateAccessToken($input: CreateAccessTokenInput!) {
  createAccessToken(input: $input) {
    accessToken {
      id
      name
    }
    secret
  }
}
    `),Ht=new R(`
    mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {
  revokeAccessToken(input: $input) {
    accessToken {
      id
    }
  }
}
    `),Ut=new R(`
    query Administers {
  viewer {
    managesAccounts
  }
}
    `),Wt=new R(`
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
}`),Gt=new R(`
    mutation UpdateAccount($input: UpdateAccountInput!) {
  updateAccount(input: $input) {
    account {
      enabled
      administrator
    }
  }
}
    `),Kt=new R(`
    mutation CreateSignInLink($input: CreateSignInLinkInput!) {
  createSignInLink(input: $input) {
    url
  }
}
    `),qt=new R(`
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
}`),Jt=new R(`
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
}`),Yt=new R(`
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
}`),Xt=new R(`
    query Channel($id: ID!) {
  channel(id: $id) {
    ...ChannelEntry
    server {
      ...ServerFrame
    }
  }
}
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}
fragment ServerFrame on Server {
  ...ServerEntry
  viewerPermissions
  channels(first: 100) {
    edges {
      node {
        ...ChannelEntry
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}`),Zt=new R(`
    mutation CreateChannel($input: CreateChannelInput!) {
  createChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),Qt=new R(`
    mutation UpdateChannel($input: UpdateChannelInput!) {
  updateChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),$t=new R(`
    mutation DeleteChannel($input: DeleteChannelInput!) {
  deleteChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),en=new R(`
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
}`),tn=new R(`
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
}`),nn=new R(`
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
    `),rn=new R(`
    mutation CreateInvitation($input: CreateInvitationInput!) {
  createInvitation(input: $input) {
    invitation {
      id
    }
    url
  }
}
    `),an=new R(`
    mutation RevokeInvitation($input: RevokeInvitationInput!) {
  revokeInvitation(input: $input) {
    invitation {
      id
    }
  }
}
    `),on=new R(`
    mutation RemoveMember($input: RemoveMemberInput!) {
  removeMember(input: $input) {
    member {
      id
    }
  }
}
    `),sn=new R(`
    mutation LeaveServer($input: LeaveServerInput!) {
  leaveServer(input: $input) {
    server {
      id
    }
  }
}
    `),cn=new R(`
    mutation TransferServer($input: TransferServerInput!) {
  transferServer(input: $input) {
    server {
      id
    }
  }
}
    `),ln=new R(`
    mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) {
    role {
      id
    }
  }
}
    `),un=new R(`
    mutation UpdateRole($input: UpdateRoleInput!) {
  updateRole(input: $input) {
    role {
      id
    }
  }
}
    `),dn=new R(`
    mutation DeleteRole($input: DeleteRoleInput!) {
  deleteRole(input: $input) {
    role {
      id
    }
  }
}
    `),fn=new R(`
    mutation GiveRole($input: GiveRoleInput!) {
  giveRole(input: $input) {
    role {
      id
    }
  }
}
    `),pn=new R(`
    mutation TakeRole($input: TakeRoleInput!) {
  takeRole(input: $input) {
    role {
      id
    }
  }
}
    `),mn=new R(`
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
}`),hn=new R(`
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
}`),gn=new R(`
    mutation PostMessage($input: PostMessageInput!) {
  postMessage(input: $input) {
    message {
      id
    }
  }
}
    `),_n=new R(`
    mutation EditMessage($input: EditMessageInput!) {
  editMessage(input: $input) {
    message {
      id
    }
  }
}
    `),vn=new R(`
    mutation DeleteMessage($input: DeleteMessageInput!) {
  deleteMessage(input: $input) {
    message {
      id
    }
  }
}
    `),yn=new R(`
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
    `),bn=new R(`
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
    `),xn=new R(`
    mutation UnlinkIdentity($input: UnlinkIdentityInput!) {
  unlinkIdentity(input: $input) {
    viewer {
      signInMethods
    }
  }
}
    `),Sn=new R(`
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    server {
      id
    }
  }
}
    `),Cn=new R(`
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
}`),wn=new R(`
    query Server($id: ID!) {
  server(id: $id) {
    ...ServerFrame
  }
}
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}
fragment ServerFrame on Server {
  ...ServerEntry
  viewerPermissions
  channels(first: 100) {
    edges {
      node {
        ...ChannelEntry
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}`),Tn=new R(`
    mutation CreateServer($input: CreateServerInput!) {
  createServer(input: $input) {
    server {
      id
    }
  }
}
    `),En=new R(`
    mutation UpdateServer($input: UpdateServerInput!) {
  updateServer(input: $input) {
    server {
      id
    }
  }
}
    `),Dn=new R(`
    mutation DeleteServer($input: DeleteServerInput!) {
  deleteServer(input: $input) {
    server {
      id
    }
  }
}
    `),On=new R(`
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
}`),kn=new R(`
    query Webhook($id: ID!) {
  webhook(id: $id) {
    ...WebhookEntry
    channel {
      id
      name
      server {
        ...ServerFrame
      }
    }
  }
}
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}
fragment ServerFrame on Server {
  ...ServerEntry
  viewerPermissions
  channels(first: 100) {
    edges {
      node {
        ...ChannelEntry
      }
    }
    pageInfo {
      hasNextPage
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
}`),An=new R(`
    mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),jn=new R(`
    mutation UpdateWebhook($input: UpdateWebhookInput!) {
  updateWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),Mn=new R(`
    mutation DeleteWebhook($input: DeleteWebhookInput!) {
  deleteWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),Nn=new R(`
    mutation RegenerateWebhookUrl($input: RegenerateWebhookUrlInput!) {
  regenerateWebhookUrl(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),Pn=new R(`
    mutation TestWebhook($input: TestWebhookInput!) {
  testWebhook(input: $input) {
    message {
      id
    }
  }
}
    `);function Fn(){let e=new Set;return{tell:()=>[...e].forEach(e=>e()),listen:t=>(e.add(t),()=>void e.delete(t))}}var In=Fn(),Ln=Fn(),Rn=Fn(),zn=Fn(),Bn={answers:!0,listen:zn.listen};function Vn(e){Bn.answers!==e&&(Bn.answers=e,zn.tell())}var Hn=new URL(`graphql`,document.baseURI),Un=2e4;async function Wn(e,t){try{let n=await Gn(e,t);return Vn(!0),n}catch(e){throw Vn(!e.passing),e}}async function Gn(e,t){let n=e.toString(),{data:r,errors:i=[]}=await Kn(JSON.stringify({query:n,variables:t}),/^\s*query\b/.test(n)?AbortSignal.timeout(Un):void 0);if(i.some(e=>e.extensions?.code===`UNAUTHENTICATED`)&&Ln.tell(),!r)throw Ze(i);return r}async function Kn(e,t){let n=await(await fetch(Hn,{method:`POST`,headers:{"content-type":`application/json`,accept:`application/graphql-response+json, application/json`},body:e,signal:t}).catch(()=>null))?.json().catch(()=>null);if(!n)throw Ye();if(n.data===void 0&&!Array.isArray(n.errors))throw Qe(n);return n}var qn=[`NOT_FOUND`,`FORBIDDEN`,`CONFLICT`];function z(e,t=!0){let n=Dt();async function r(n){try{let r=await Wn(e,{input:n});return t&&In.tell(),r}catch(e){throw e instanceof N&&qn.includes(e.code)&&In.tell(),e}}return{...n,run:e=>n.run(()=>r(e))}}var Jn=[`channels`,`webhooks`,`members`,`roles`,`audit-log`,`settings`];function Yn(e){let[t=``,n]=e.replace(/^#?\/?/,``).split(`?`),[r,i=``,a=`channels`,o]=t.split(`/`),s=new URLSearchParams(n).get(`channel`)??void 0;return r?r===`tokens`||r===`account`?{page:r}:r===`accounts`?{page:i===`audit-log`?`installationLog`:`accounts`}:r===`channels`&&i?{page:`channel`,channelId:i}:r===`webhooks`&&i?{page:`webhook`,webhookId:i}:r===`servers`&&i&&a===`webhooks`&&o===`new`?{page:`newWebhook`,serverId:i,channelId:s}:r===`servers`&&i&&Jn.includes(a)?{page:`server`,serverId:i,section:a}:{page:`missing`}:{page:`servers`}}var B={servers:`#/`,tokens:`#/tokens`,account:`#/account`,accounts:`#/accounts`,installationLog:`#/accounts/audit-log`,server:(e,t=`channels`)=>`#/servers/${e}/${t}`,channel:e=>`#/channels/${e}`,webhook:e=>`#/webhooks/${e}`,newWebhook:(e,t)=>`#/servers/${e}/webhooks/new${t?`?channel=${t}`:``}`},Xn=e=>void(location.hash=e);function Zn(){let[e,t]=A(location.hash);return j(()=>{let e=()=>t(location.hash);return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),Yn(e)}var Qn=ge({id:``,name:``}),$n=()=>Fe(Qn),V=(e,t)=>e?.includes(t)||e?.includes(`ADMINISTRATOR`)||!1;function er({invited:e,close:t}){let n=$n(),r=z(Sn);async function i(){let n=await r.run({secret:e.secret});n&&(t(),Xn(B.server(n.acceptInvitation.server.id)))}return P(`main`,{class:`entrance`,children:[P(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),P(`h1`,{children:[`Join `,P(`bdi`,{children:e.server})]}),P(`p`,{class:`lead`,children:[P(`bdi`,{children:e.creator}),` invites you to this server.`]}),P(`section`,{class:`card`,children:[P(`p`,{children:[`You are signed in as `,P(`bdi`,{children:n.name}),`.`]}),P(F,{failure:r.failure}),P(`div`,{class:`actions`,children:[P(`button`,{type:`button`,class:`primary`,disabled:r.busy,onClick:i,children:`Join`}),P(`button`,{type:`button`,onClick:t,children:`Not now`})]})]})]})}function H(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function tr(e){return H(e)===`object`}function nr(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function rr(e,t){return e.length<124?e:t}var U=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))(U||{}),W=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))(W||{});function ir(e){if(!tr(e))throw Error(`Message is expected to be an object, but got ${H(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${H(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!tr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${H(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!tr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${H(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${H(e.payload.query)}`);if(e.payload.variables!=null&&!tr(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${H(e.payload.variables)}`);if(e.payload.operationName!=null&&H(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${H(e.payload.operationName)}`);if(e.payload.extensions!=null&&!tr(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${H(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${H(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!tr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${H(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${H(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!nr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${H(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function ar(e,t){return ir(typeof e==`string`?JSON.parse(e,t):e)}function or(e,t){return ir(e),JSON.stringify(e,t)}function sr(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=lr,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!dr(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(or({type:W.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof cr&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(or(e?{type:W.ConnectionInit,payload:e}:{type:W.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close(U.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close(U.InternalClientError,rr(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=ar(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(or(n.payload?{type:W.Pong,payload:n.payload}:{type:W.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==W.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close(U.BadResponse,rr(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(lr(e)&&(ur(e.code)||[U.InternalServerError,U.InternalClientError,U.BadRequest,U.BadResponse,U.Unauthorized,U.SubprotocolNotAcceptable,U.SubscriberAlreadyExists,U.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(lr(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function te(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case W.Next:t.next(e.payload);return;case W.Error:i=!0,r=!0,t.error(e.payload),a();return;case W.Complete:r=!0,a();return}});o.send(or({id:n,type:W.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(or({id:n,type:W.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:te,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=te(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new cr)}}}var cr=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function lr(e){return tr(e)&&`code`in e&&`reason`in e}function ur(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function dr(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var fr=Fn(),pr={open:!1,listen:fr.listen};function mr(e){pr.open=e,fr.tell()}function hr(){let e=new URL(`graphql`,document.baseURI);return e.protocol=e.protocol===`https:`?`wss:`:`ws:`,e.href}var gr=e=>e instanceof CloseEvent,_r=4401,vr;function yr(){return vr??=sr({url:hr(),retryAttempts:1/0,shouldRetry:e=>!(gr(e)&&e.code===_r),retryWait:e=>new Promise(t=>setTimeout(t,Math.min(500*2**e,5e3)*(.5+Math.random()))),on:{connected:()=>mr(!0),closed:()=>mr(!1)}})}function br(){vr?.dispose(),vr=void 0}function xr(e,t,n,r){return yr().subscribe({query:e.toString(),variables:t},{next:({data:e,errors:t})=>e?n(e):r(Ze(t??[])),error:e=>r(Sr(e)),complete:()=>{}})}function Sr(e){return Array.isArray(e)?Ze(e):gr(e)?(e.code===_r&&Ln.tell(),new N(`CLOSED`,`The stream was closed: ${e.code} ${e.reason}`)):new N(`INTERNAL`,`The stream broke off.`)}var Cr=Fn(),wr=2e4,Tr=3e3;function Er(e,t){j(Cr.tell,[e]),j(()=>{let e=[Ar(document,`click`,e=>kr(e.target)&&Cr.tell()),Ar(document,`visibilitychange`,()=>Or()&&Cr.tell()),Ar(window,`focus`,Cr.tell),Ar(window,`online`,Cr.tell),Ar(window,`offline`,()=>Vn(!1)),Bn.listen(()=>Bn.answers&&Cr.tell()),pr.listen(()=>pr.open&&Cr.tell())];return()=>e.forEach(e=>e())},[]),j(()=>Dr(t),[t])}function Dr(e){let t,n=!1,r=()=>{clearTimeout(t),n||(t=window.setTimeout(i,(Bn.answers?wr:Tr)*(.75+Math.random()/2)))},i=()=>Or()?void e().catch(()=>{}).then(r):r(),a=Bn.listen(r);return r(),()=>(n=!0,clearTimeout(t),a())}var Or=()=>document.visibilityState===`visible`,kr=e=>e instanceof Element&&e.closest(`a[href]`)?.href===location.href;function Ar(e,t,n){return e.addEventListener(t,n),()=>e.removeEventListener(t,n)}var jr=new Map,Mr=Fn(),Nr=()=>(jr.clear(),Mr.tell()),Pr=()=>jr.clear(),Fr=new Map;In.listen(()=>Fr.clear());function Ir(e,t){let n=Fr.get(e);if(n)return n;let r=t().finally(()=>Fr.get(e)===r&&Fr.delete(e));return Fr.set(e,r),r}var Lr=(e,t)=>JSON.stringify(jr.get(e))===JSON.stringify(t);function Rr(e,t){return Lr(e,t)||jr.set(e,t),jr.get(e)}function zr(e,t){let[n,r]=A({key:e,data:jr.get(e)}),i=M({key:e,read:t,run:0});i.current.key=e,i.current.read=t;let a=Pe(()=>{let{key:e,read:t}=i.current,n=++i.current.run,a=t=>{i.current.run===n&&r(n=>Vr(n,t(n.key===e?n:{key:e})))};Ir(e,t).then(t=>a(()=>({key:e,data:Rr(e,t)})),t=>a(({data:n})=>({key:e,data:n,failure:n!==void 0&&t.passing?void 0:Br(t)})))},[]),o=Pe(async()=>{let{key:e,read:t}=i.current;Lr(e,await t())||Cr.tell()},[e]);j(()=>(a(),()=>void i.current.run++),[e]),j(()=>In.listen(a),[]),j(()=>Cr.listen(a),[]);let s=n.key===e?n:{data:jr.get(e),failure:void 0};return{data:s.data,failure:s.failure,reload:a,look:o}}function Br(e){let t=e instanceof N?e:Ye();return t.code===`UNREACHABLE`?new N(t.code,`The server does not answer. This is read as soon as it does.`):t}var Vr=(e,t)=>e.key===t.key&&e.data===t.data&&e.failure===t.failure?e:t,Hr=new Promise(()=>{});function Ur(e,t){return zr(e.toString()+JSON.stringify(t),()=>t?Wn(e,t):Hr)}var Wr={hash:`M6.5 2 5 14M11 2 9.5 14M2.5 5.5h11M2 10.5h11`,webhook:`M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z`,settings:`M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 4.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0M7 11.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0`,key:`M10.5 9a3.5 3.5 0 1 0-3.3-2.3L2 12v2h2.5v-1.5H6V11h1.5l1-1M11 5.5v.01`,play:`M4.5 3v10l8-5z`,people:`M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.8c1.6.5 2.5 1.8 2.5 3.7`,shield:`M8 1.5 13.5 4v4c0 3-2.2 5.5-5.5 6.5C4.7 13.5 2.5 11 2.5 8V4z`,list:`M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.01M2.5 8v.01M2.5 12v.01`,menu:`M2 4h12M2 8h12M2 12h12`,edit:`M10.5 3 13 5.5 6 12.5 3 13l.5-3z`,delete:`M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4`,back:`M9.5 3.5 5 8l4.5 4.5`,plus:`M8 3v10M3 8h10`,leave:`M6.5 2.5H3v11h3.5M7 8h7M11 5l3 3-3 3`,user:`M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5`};function G({name:e}){return P(`svg`,{class:`icon`,viewBox:`0 0 16 16`,width:`16`,height:`16`,"aria-hidden":`true`,fill:`none`,stroke:`currentColor`,"stroke-width":`1.5`,"stroke-linecap":`round`,"stroke-linejoin":`round`,children:P(`path`,{d:Wr[e]})})}var Gr=/^(avatars\/[0-9a-f]{32})\?of=\d+$/,Kr=6e4,qr=new Map,Jr=new Map,Yr=e=>Gr.exec(e??``)?.[1];function Xr(e){let t=Yr(e);if(!t||Date.now()<(Jr.get(t)??0)+Kr)return;let n=qr.get(t)??e;return qr.set(t,n),n}function Zr(e){let t=Yr(e);Jr.set(t,Date.now()),qr.delete(t)}var Qr=8;function $r({id:e,name:t,picture:n}){let[r,i]=A(),[,a]=A({}),o=Xr(n);return P(`span`,{class:`avatar colour-${Number(e.slice(-6))%Qr}`,"aria-hidden":`true`,children:[ei(t),o&&P(`img`,{src:o,alt:``,class:r===o?`loaded`:``,onLoad:()=>i(o),onError:()=>(Zr(o),a({}))},o)]})}function ei(e){let t=e.split(/[^\p{L}\p{N}\p{M}\p{So}]+/u).filter(Boolean),n=e=>e?[...new Intl.Segmenter().segment(e)][0]?.segment??``:``;return(n(t[0])+(t.length>1?n(t.at(-1)):``)).toLocaleUpperCase()||`?`}var ti=new Intl.RelativeTimeFormat(void 0,{style:`short`}),ni=new Intl.DateTimeFormat(void 0,{dateStyle:`full`,timeStyle:`medium`}),ri=new Intl.DateTimeFormat(void 0,{weekday:`long`,day:`numeric`,month:`long`,year:`numeric`}),ii=new Intl.DateTimeFormat(void 0,{timeStyle:`short`}),ai=new Intl.DateTimeFormat(void 0,{dateStyle:`medium`}),oi=[[`day`,86400],[`hour`,3600],[`minute`,60]],si=1209600;function ci(e,t=Date.now()){let n=(Date.parse(e)-t)/1e3;if(Math.abs(n)<45)return`just now`;if(Math.abs(n)>si)return ai.format(Date.parse(e));let[r,i]=oi.find(([,e])=>Math.abs(n)>=e)??[`minute`,60],a=n/i;return ti.format(a>0?Math.round(a):Math.trunc(a)||-1,r)}var li=e=>ni.format(Date.parse(e)),ui=e=>ii.format(Date.parse(e)),di=e=>ri.format(Date.parse(e)),fi=Fn();setInterval(fi.tell,3e4);function pi({at:e}){let[,t]=A({});return j(()=>fi.listen(()=>t({})),[]),P(`time`,{dateTime:e,title:li(e),children:ci(e)})}function K({title:e,close:t,once:n=!1,children:r}){let i=M(null),a=M(!1),o=Ie();return j(()=>{let e=i.current,t=document.activeElement;return e.showModal(),()=>{e.close(),queueMicrotask(()=>t?.isConnected&&t.focus({preventScroll:!0}))}},[]),P(`dialog`,{ref:i,"aria-labelledby":o,onCancel:e=>(e.preventDefault(),n||t()),onMouseDown:e=>e.target===i.current&&!n&&!a.current&&t(),onInput:()=>void(a.current=!0),onKeyDown:e=>n&&e.key===`Escape`&&e.preventDefault(),children:P(`div`,{class:`dialog`,children:[P(`h2`,{id:o,children:e}),r]})})}function q({title:e,action:t,danger:n=!0,busy:r,failure:i,confirm:a,close:o,children:s}){return P(K,{title:e,close:o,children:[P(`div`,{class:`explain`,children:s}),P(F,{failure:i}),P(`div`,{class:`actions end`,children:[P(`button`,{type:`button`,onClick:o,children:`Cancel`}),P(`button`,{type:`button`,class:n?`danger`:`primary`,disabled:r,onClick:a,children:t})]})]})}var mi={input:{enabled:!1},danger:!0,when:`Has left, or must not get in for now?`,action:`Disable account`,title:`Disable`,end:``,happens:[`They are signed out everywhere at once, and their access tokens stop working. Nothing signs them in until the account is enabled again.`,`Their servers, webhooks and messages stay, and the webhooks go on posting. Invitation links that they know still let somebody in: revoke those on the servers’ pages.`]},hi={input:{enabled:!0},danger:!1,when:`Should get in again?`,action:`Enable account`,title:`Enable`,end:``,happens:[`They can sign in again, and their access tokens work again.`]},gi={input:{administrator:!0},danger:!1,when:`Should look after this installation, too?`,action:`Make administrator`,title:`Make`,end:` an administrator`,happens:[`They may do everything on every server, see all accounts and their e-mail addresses, and disable and promote others, you too.`]},_i={input:{administrator:!1},danger:!0,when:`Should no longer look after this installation?`,action:`Remove as administrator`,title:`Remove`,end:` as administrator`,happens:[`They keep the servers they own or are members of, and lose all others within a second.`]},vi=({administrator:e,enabled:t})=>[e?_i:gi,t?mi:hi];function yi({label:e,value:t}){return P(`div`,{class:`secret`,children:[P(`input`,{readOnly:!0,value:t,"aria-label":e,onFocus:e=>e.currentTarget.select()}),P(Mt,{text:t,primary:!0})]})}function bi({user:e,close:t}){let n=z(Kt),[r,i]=A(``);async function a(){let t=await n.run({userId:e.id});t&&i(t.createSignInLink.url)}return r?P(K,{title:`Copy the link now`,close:t,once:!0,children:[P(`p`,{class:`explain`,children:[`It is shown this once. Give it to `,P(`bdi`,{children:e.name}),` and nobody else, where only they can read it: whoever opens it first is signed in as them.`]}),P(yi,{label:`Sign-in link`,value:r}),P(`div`,{class:`actions end`,children:P(`button`,{type:`button`,onClick:t,children:`Done`})})]}):P(q,{title:`Make a sign-in link for ${e.name}?`,action:`Make a link`,danger:!1,busy:n.busy,failure:n.failure,confirm:a,close:t,children:[P(`p`,{children:`It signs them in once, within 24 hours. On their Account page they can then, for an hour, choose a new password without the old one.`}),P(`p`,{children:`That you made it is written into the log.`})]})}function xi({account:e,close:t}){let[n,r]=A(),{name:i}=e.user;if(n===`link`)return P(bi,{user:e.user,close:t});if(n)return P(Si,{account:e,change:n,close:t});let a=vi(e);return P(K,{title:i,close:t,children:[P(`ul`,{class:`choices-of`,children:[e.enabled&&P(`li`,{children:[P(`p`,{children:`Cannot sign in, or has forgotten the password?`}),P(`button`,{type:`button`,onClick:()=>r(`link`),children:`Make a sign-in link…`})]}),a.map(e=>P(`li`,{children:[P(`p`,{children:e.when}),P(`button`,{type:`button`,class:e.danger?`danger`:``,onClick:()=>r(e),children:[e.action,`…`]})]},e.action))]}),P(`div`,{class:`actions end`,children:P(`button`,{type:`button`,onClick:t,children:`Cancel`})})]})}function Si({account:e,change:t,close:n}){let r=z(Gt);return P(q,{title:`${t.title} ${e.user.name}${t.end}?`,action:t.action,danger:t.danger,busy:r.busy,failure:r.failure,confirm:async()=>await r.run({userId:e.user.id,...t.input})&&n(),close:n,children:t.happens.map(e=>P(`p`,{children:e},e))})}function Ci({account:e}){let t=$n(),[n,r]=A(!1),i=M(null),a=M(!1);j(()=>{a.current&&!n&&i.current?.focus({preventScroll:!0}),a.current=n},[n]);let{user:o,email:s,administrator:c,enabled:l,lastSignedInAt:u}=e;return P(`li`,{class:`row`,children:[P($r,{id:o.id,name:o.name}),P(`span`,{class:`row-text`,children:[P(`span`,{class:`row-head`,children:[P(`bdi`,{class:`row-title`,children:o.name}),o.id===t.id&&P(`span`,{class:`row-detail`,children:`you`}),c&&P(`span`,{class:`tag strong`,children:`Administrator`}),!l&&P(`span`,{class:`tag off`,children:`Disabled`})]}),s&&P(`span`,{class:`row-detail`,children:P(`bdi`,{children:s})}),P(`span`,{class:`row-detail`,children:u?P(x,{children:[`Signed in `,P(pi,{at:u})]}):`Never signed in`})]}),o.id!==t.id&&P(`button`,{type:`button`,ref:i,class:`small`,onClick:()=>r(!0),children:[`Manage`,P(`span`,{class:`out-of-sight`,children:[` `,P(`bdi`,{children:o.name})]})]}),n&&P(xi,{account:e,close:()=>r(!1)})]})}function J(e,t,n,r=!1){return Ei(e.toString()+JSON.stringify(t),r,async r=>{let i=n(await Wn(e,{...t,after:r}));return i?{items:Ti(i),more:i.pageInfo.hasNextPage,cursor:i.pageInfo.endCursor}:null})}function wi(e,t,n){return Ei(e.toString()+JSON.stringify(t),!1,async r=>{let i=n(await Wn(e,{...t,before:r}));return i?{items:Ti(i).reverse(),more:i.pageInfo.hasPreviousPage,cursor:i.pageInfo.startCursor}:null})}var Ti=({edges:e})=>e.map(({node:e})=>e);function Ei(e,t,n){let[r,i]=A({key:e,pages:1}),a=t?1/0:r.key===e?r.pages:1,o=zr(`${e} ${a}`,()=>Di(n,a)),s=M({key:e});return(o.data!==void 0||s.current.key!==e)&&(s.current={key:e,data:o.data}),{...o,data:s.current.data,showMore:()=>i({key:e,pages:a+1})}}async function Di(e,t){let n=[],r=null;for(let i=0;i<t;i++){let t=await e(r);if(!t)return null;if(n.push(...t.items),!t.more)return{items:n,more:!1};r=t.cursor}return{items:n,more:!0}}function Y({title:e,children:t}){return P(`div`,{class:`empty`,children:[P(`h2`,{children:e}),t]})}function X({rows:e=3}){return P(`div`,{class:`loading`,role:`status`,children:[P(`span`,{class:`out-of-sight`,children:`Loading…`}),Array.from({length:e},(e,t)=>P(`div`,{class:`bone`},t))]})}function Oi({list:e}){return e.data?.more?P(`button`,{type:`button`,class:`more`,onClick:e.showMore,children:`Show more`}):null}function Z({title:e,action:t,children:n}){return ki(e),P(`header`,{class:`page-head`,children:[P(`div`,{children:[P(`h1`,{children:P(`bdi`,{children:e})}),n&&P(`p`,{class:`lead`,children:n})]}),t]})}function ki(e){j(()=>void(document.title=e?`${e} · Chattr`:`Chattr`),[e])}var Ai=ge({}),ji=()=>Fe(Ai),Mi=new Map;Mr.listen(()=>Mi.clear());function Ni(e,t,n){Mi.set(t,{name:e,serverId:n})}function Pi(e){let t=Ur(Xt,e.page===`channel`?{id:e.channelId}:null),n=Ur(kn,e.page===`webhook`?{id:e.webhookId}:null),r=t.data?.channel??n.data?.webhook,i=e.page===`channel`?e.channelId:e.page===`webhook`?e.webhookId:void 0,a=t.data?.channel?.server??n.data?.webhook?.channel.server;r&&a&&Ni(r.name,r.id,a.id);let o=t.data?.channel===null||n.data?.webhook===null,s=`serverId`in e?e.serverId:o?Mi.get(i)?.serverId:void 0,c=Ur(wn,s?{id:s}:null),l=s?c.data?.server:i&&!o?a:null;l&&Ni(l.name,l.id,l.id);let u=l===null&&s!==void 0;j(()=>void(u&&Pr()),[u]);let d=Ur(Ut,s||i?null:{}),f=s?c:e.page===`channel`?t:e.page===`webhook`?n:d;return{server:l,serverName:s&&Mi.get(s)?.name,name:i&&Mi.get(i)?.name,look:f.look}}function Fi(e){let t=M(e);return e!==void 0&&(t.current=e),t.current}function Q({what:e=`page`}){let{server:t,serverName:n,name:r}=ji();return e!==`page`&&t===void 0?null:t&&(e===`server`||e===`webhook`&&!V(t.viewerPermissions,`MANAGE_SERVER`))?P(Ii,{server:t}):t&&e===`channel`?P(Y,{title:`#${r} was deleted`,children:[P(`p`,{children:`Its messages went with it.`}),P(Ri,{server:t})]}):t&&e===`webhook`?P(Y,{title:`The webhook ${r} was deleted`,children:[P(`p`,{children:`Its URL works no more. What it posted stays.`}),P(Ri,{server:t})]}):n?P(Y,{title:`You are no longer a member of ${n}`,children:[P(`p`,{children:`You were removed from the server, or it was deleted.`}),P(zi,{})]}):P(Y,{title:`There is no such ${e}`,children:[P(`p`,{children:`It may have been deleted, or you may not see it.`}),P(zi,{})]})}function Ii({server:e}){return P(Y,{title:`You may not see this page`,children:[P(`p`,{children:P(Li,{permission:`MANAGE_SERVER`,server:e})}),P(Ri,{server:e})]})}function Li({permission:e,server:t}){return P(x,{children:[`It needs the permission “`,Ge[e][0],`”; ask `,P(`bdi`,{children:t.owner.name}),`, who owns the server, for a role that has it.`]})}var Ri=({server:e})=>P(`a`,{class:`button`,href:B.server(e.id),children:[`Go to `,P(`bdi`,{children:e.name})]}),zi=()=>P(`a`,{class:`button`,href:B.servers,children:`Go to your servers`}),Bi=250;function Vi(){let[e,t]=A(``),n=Hi(e.trim()),r=J(Wt,{search:n},({accounts:e})=>e);if(r.data===null)return P(Q,{});let i=M(r.data);r.data&&(i.current=r.data);let a=i.current?.items;return P(`div`,{class:`page`,children:[P(Z,{title:`Accounts`,action:P(`a`,{class:`button`,href:B.installationLog,children:`Audit log`}),children:`Everybody who has an account here.`}),P(`input`,{class:`search`,type:`search`,"aria-label":`Search accounts`,placeholder:`Name or e-mail`,autocomplete:`off`,spellcheck:!1,maxLength:254,value:e,onInput:e=>t(e.currentTarget.value)}),P(F,{failure:r.failure,again:r.reload}),!a&&!r.failure&&P(X,{rows:5}),P(`div`,{role:`status`,children:r.data?.items.length===0&&P(Y,{title:`Nobody found`,children:P(`p`,{children:[`No account has “`,n,`” in its name or e-mail address.`]})})}),P(`ul`,{class:`list`,children:a?.map(e=>P(Ci,{account:e},e.user.id))}),P(Oi,{list:r})]})}function Hi(e){let[t,n]=A(e);return j(()=>{let t=setTimeout(()=>n(e),Bi);return()=>clearTimeout(t)},[e]),t}function Ui({has:e,changed:t}){let n=Dt(),r=$n(),[i,a]=A(``),[o,s]=A(``),[c,l]=A(!1);async function u(){let e=await n.run(()=>wt(i||null,o));l(!!e),e&&(a(``),s(``),t())}return P(`section`,{class:`card`,children:[P(`h2`,{children:e?`Change the password`:`Set a password`}),P(`p`,{children:e?`Your other sessions are signed out. Access tokens stay until they are revoked.`:`So far you sign in without one.`}),P(L,{submit:u,action:e?`Change password`:`Set password`,busy:n.busy,failure:n.failure,done:c&&`The password is changed.`,children:[P(`input`,{type:`text`,name:`username`,value:r.name,autocomplete:`username`,hidden:!0,readOnly:!0}),e&&P(I,{label:`Present password`,name:`current`,type:`password`,value:i,change:a,failure:n.failure,autocomplete:`current-password`,hint:`Not needed within an hour after signing in with a link.`}),P(I,{label:`New password`,name:`new`,type:`password`,value:o,change:s,failure:n.failure,required:!0,autocomplete:`new-password`,hint:`10 characters or more.`})]})]})}function Wi({name:e,hasPassword:t}){let n=Dt(),r=$n(),[i,a]=A(!1),[o,s]=A(``);async function c(){let e=await n.run(()=>Ct(o||null));e&&location.assign(e.url)}let l=()=>(a(!1),s(``),n.clear());return P(x,{children:[P(`button`,{type:`button`,class:`small`,onClick:()=>a(!0),children:`Link…`}),i&&P(K,{title:`Link ${e}`,close:l,children:[P(`p`,{class:`explain`,children:[`You go to `,P(`bdi`,{children:e}),`, sign in there, and come back. From then on you can sign in here with it.`]}),P(L,{submit:c,action:`Continue`,busy:n.busy,failure:lt(e,`link`,n.failure),cancel:l,children:[P(`input`,{type:`text`,name:`username`,value:r.name,autocomplete:`username`,hidden:!0,readOnly:!0}),t&&P(I,{label:`Present password`,name:`current`,type:`password`,value:o,change:s,failure:n.failure,autocomplete:`current-password`,hint:`Not needed within an hour after signing in with a link.`})]})]})]})}function Gi({name:e,state:t,children:n}){return P(`li`,{class:`method`,children:[P(`span`,{class:`grow`,children:[P(`b`,{children:P(`bdi`,{children:e})}),P(`span`,{class:`row-detail`,children:t})]}),n]})}function Ki({issuer:e,name:t,done:n}){let r=z(xn),[i,a]=A(!1);return P(x,{children:[P(`button`,{type:`button`,class:`small`,onClick:()=>a(!0),children:`Unlink…`}),i&&P(q,{title:`Unlink ${t}?`,action:`Unlink`,busy:r.busy,failure:r.failure,confirm:async()=>await r.run({issuer:e})&&(a(!1),n()),close:()=>(a(!1),r.clear()),children:[P(`p`,{children:[`You can no longer sign in with `,P(`bdi`,{children:t}),`, until you link it again. Your other sessions are signed out.`]}),P(`p`,{children:`Your account, your servers and your access tokens stay.`})]})]})}function qi({viewer:e}){let{name:t,issuer:n,seen:r,...i}=Fe(it),[a]=A(i.back),[o,s]=A(``);j(r,[]);let c=e.identities??[],l=e.signInMethods?.includes(`PASSWORD`)??!1,u=c.some(({issuer:e})=>e===n),d=e=>t&&e===n?t:Ji(e);return!t&&c.length===0&&!o?null:P(`section`,{class:`card methods`,children:[P(`h2`,{children:`Ways to sign in`}),P(`p`,{children:`Beside links, which whoever runs this Chattr can print for you.`}),!o&&P(F,{failure:a?.failure}),P(`p`,{class:`done`,role:`status`,children:o||a&&!a.failure&&`Linked. From now on you can sign in with ${t}.`}),P(`ul`,{children:[P(Gi,{name:`Password`,state:l?`Set. Change it below`:`Not set. Set one below`}),c.map(({issuer:e,createdAt:t})=>P(Gi,{name:d(e),state:P(x,{children:[`Linked `,P(pi,{at:t}),e!==n&&`, but not in use here any more`]}),children:P(Ki,{issuer:e,name:d(e),done:()=>s(`Unlinked. You no longer sign in with ${d(e)}.`)})},e)),t&&!u&&P(Gi,{name:t,state:`Not linked`,children:P(Wi,{name:t,hasPassword:l})})]})]})}var Ji=e=>URL.canParse(e)?new URL(e).hostname:e;function Yi(){let e=Dt();return P(`section`,{class:`card`,children:[P(`h2`,{children:`Sign out everywhere`}),P(`p`,{children:`Ends all your sessions, this one too. Access tokens stay until they are revoked.`}),P(F,{failure:e.failure}),P(`div`,{class:`actions`,children:P(`button`,{type:`button`,disabled:e.busy,onClick:async()=>await e.run(()=>bt(!0))&&Rn.tell(),children:`Sign out everywhere`})})]})}function Xi(){let{data:e,failure:t,reload:n}=Ur(yn,{});return P(`div`,{class:`page narrow`,children:[P(Z,{title:`Account`}),P(F,{failure:t,again:n}),!e&&!t&&P(X,{}),e&&P(x,{children:[P(Zi,{viewer:e.viewer}),P(qi,{viewer:e.viewer}),P(Ui,{has:e.viewer.signInMethods?.includes(`PASSWORD`)??!1,changed:n}),P(Yi,{})]})]})}function Zi({viewer:e}){let t=z(bn),[n,r]=A(e.user.name),[i,a]=A(e.email??``),[o,s]=A(!1);return P(`section`,{class:`card`,children:P(L,{submit:async()=>s(!!await t.run({name:n,email:i.trim()||null})),action:`Save`,busy:t.busy,failure:t.failure,done:o&&`Saved.`,children:[P(I,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autocomplete:`username`,hint:`What others see. Messages keep the name they were posted under.`}),P(I,{label:`E-mail`,name:`email`,type:`email`,value:i,change:a,failure:t.failure,autocomplete:`email`,hint:`For signing in only: only administrators see it, and nothing is sent to it.`})]})})}function Qi({label:e,value:t,change:n,options:r,hint:i}){let a=Ie();return P(`div`,{class:`field`,children:[P(`label`,{for:a,children:e}),P(`select`,{id:a,value:t,"aria-describedby":i&&`${a}-hint`,onChange:e=>n(e.currentTarget.value),children:r.map(([e,t])=>P(`option`,{value:e,children:t},e))}),i&&P(`p`,{class:`hint`,id:`${a}-hint`,children:i})]})}function $i({choice:e,choose:t,missing:n}){let r=Ie(),i=n=>({type:`radio`,name:r,checked:e.only===n,onChange:()=>t({...e,only:n})});return P(`fieldset`,{children:[P(`legend`,{children:`Channels`}),P(`label`,{class:`check`,children:[P(`input`,{...i(!0)}),`Only these`]}),e.only&&P(ea,{ticked:e.ticked,tick:n=>t({...e,ticked:n})}),n&&P(`p`,{class:`hint wrong`,role:`alert`,children:`Tick at least one channel, or choose all of them.`}),P(`label`,{class:`check`,children:[P(`input`,{...i(!1)}),P(`span`,{children:[`All channels, also future ones `,P(`span`,{class:`hint`,children:`And what is yours besides: servers, members, webhooks.`})]})]})]})}function ea({ticked:e,tick:t}){let{data:n}=Ur(Bt,{}),r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]);return P(`div`,{class:`choices`,children:(n?.viewer.servers.edges.map(({node:e})=>e)??[]).flatMap(({id:t,name:n,channels:i})=>[P(`p`,{class:`hint`,children:P(`bdi`,{children:n})},t),...i.edges.map(({node:t})=>P(`label`,{class:`check`,children:[P(`input`,{type:`checkbox`,checked:e.includes(t.id),onChange:()=>r(t.id)}),`#`,P(`bdi`,{children:t.name})]},t.id))])})}var ta=864e5,na=[[`7`,`7 days`],[`30`,`30 days`],[`90`,`90 days`],[`365`,`1 year`],[``,`Never`]];function ra({close:e}){let t=z(Vt),[n,r]=A(``),[i,a]=A(`90`),[o,s]=A(!0),[c,l]=A({only:!0,ticked:[]}),[u,d]=A(!1),[f,p]=A(``),m=e=>(l(e),d(!1));async function h(){if(c.only&&c.ticked.length===0)return d(!0);let e=i?new Date(Date.now()+Number(i)*ta).toISOString():null,r=await t.run({name:n,expiresAt:e,readOnly:o,channelIds:c.only?[...c.ticked]:null});r&&p(r.createAccessToken.secret)}return f?P(K,{title:`Copy the token now`,close:e,once:!0,children:[P(`p`,{class:`explain`,children:[`It is shown this once. Send it as `,P(`code`,{children:`Authorization: Bearer …`}),`, and keep it like a password.`]}),P(yi,{label:`Access token`,value:f}),P(`div`,{class:`actions end`,children:P(`button`,{type:`button`,onClick:e,children:`Done`})})]}):P(K,{title:`New access token`,close:e,children:P(L,{submit:h,action:`Create token`,busy:t.busy,failure:t.failure,cancel:e,children:[P(I,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`status page`,hint:`What it is for.`}),P(Qi,{label:`Expires`,value:i,change:a,options:na}),P(`label`,{class:`check`,children:[P(`input`,{type:`checkbox`,checked:o,onChange:e=>s(e.currentTarget.checked)}),P(`span`,{children:[`Read only `,P(`span`,{class:`hint`,children:`It can watch and query, and change nothing. A page on the web needs no more.`})]})]}),P($i,{choice:c,choose:m,missing:u})]})})}function ia(){let e=J(zt,{},({viewer:e})=>e.accessTokens),[t,n]=A(!1),r=e.data?.items,i=P(`button`,{type:`button`,class:`primary`,onClick:()=>n(!0),children:`New token`});return P(`div`,{class:`page`,children:[P(Z,{title:`Access tokens`,action:r?.length?i:void 0,children:`A token lets a program act as you, within the bounds you set.`}),P(F,{failure:e.failure,again:e.reload}),!r&&!e.failure&&P(X,{}),r?.length===0&&P(Y,{title:`No access token yet`,children:[P(`p`,{children:`A page that shows a channel needs one that only reads, bound to that channel.`}),i]}),P(`ul`,{class:`list`,children:r?.map(e=>P(aa,{token:e},e.id))}),P(Oi,{list:e}),t&&P(ra,{close:()=>n(!1)})]})}function aa({token:e}){let t=z(Ht),[n,r]=A(!1),i=e.expiresAt!==null&&Date.parse(e.expiresAt)<Date.now();return P(`li`,{class:`row`,children:[P(`span`,{class:`row-text`,children:[P(`span`,{class:`row-head`,children:[P(`bdi`,{class:`row-title`,children:e.name}),e.readOnly?P(`span`,{class:`tag`,children:`Read only`}):P(`span`,{class:`tag strong`,children:`Can write`}),i&&P(`span`,{class:`tag off`,children:`Expired`})]}),P(`span`,{class:`row-detail`,children:[e.channels?e.channels.map(({id:e,name:t},n)=>P(`span`,{children:[n>0&&`, `,`#`,P(`bdi`,{children:t})]},e)):`All channels, also future ones`,` · `,e.lastUsedAt?P(x,{children:[`used `,P(pi,{at:e.lastUsedAt})]}):`never used`,` · `,e.expiresAt?P(x,{children:[i?`expired`:`expires`,` `,P(pi,{at:e.expiresAt})]}):`never expires`]})]}),P(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),children:`Revoke…`}),n&&P(q,{title:`Revoke ${e.name}?`,action:`Revoke token`,busy:t.busy,failure:t.failure,close:()=>r(!1),confirm:()=>void t.run({accessTokenId:e.id}),children:P(`p`,{children:`Programs that use it are refused at once, and their open streams end. This cannot be undone.`})})]})}var oa=e=>({before:t,after:n},r)=>t===null?[`gave ${e} to`,...r]:[`${n===null?`removed`:`changed`} the ${e.replace(/^an? /,``)} of`,...r],sa={name:({after:e},t)=>[`renamed`,...t,`to`,{name:e??``}],topic:oa(`a topic`),avatarUrl:oa(`an avatar`),channelId:({after:e},t)=>[`moved`,...t,`to`,{channel:e??``}],permissions:(e,t)=>[`changed the permissions of`,...t],enabled:({after:e},t,n)=>[e===`true`?`enabled`:`disabled`,...n===`USER`?[`the account of`]:[],...t],administrator:({after:e},t)=>e===`true`?[`made`,...t,`an administrator of this installation`]:[`took the administration of this installation from`,...t]};function ca({kind:e,name:t},n,r){let i=n.field===`name`?n.before??t:t,a=e===`USER`?[{name:i}]:r?[`it`]:[`the ${e.toLowerCase()}`,{name:i}];return sa[n.field]?.(n,a,e)??[`changed ${ma(n.field)} of`,...a]}function la({changes:e}){return e.flatMap(e=>{if(e.field===`permissions`)return[da(e)];let{field:t,before:n,after:r}=e;return ua.includes(t)?[]:[[`${ma(t)}:`,...n===null?[]:[{name:n},`→`],r===null?`nothing`:{name:r}]]})}var ua=[`name`,`channelId`,`enabled`,`administrator`,`owner`,`roles`,`issuer`];function da({before:e,after:t}){let[n,r]=[fa(e),fa(t)],i=(e,t)=>t.length>0?[`${e} ${t.map(pa).join(`, `)}`]:[];return[`permissions: ${[...i(`added`,r.filter(e=>!n.includes(e))),...i(`removed`,n.filter(e=>!r.includes(e)))].join(`, `)}`]}var fa=e=>e?.split(`, `).filter(Boolean)??[],pa=e=>Ge[e]?.[0]??e,ma=e=>e.replace(/Id$/,``).replace(/([A-Z])/g,` $1`).toLowerCase().replace(/\burl\b/,`URL`),$=({target:e})=>[{name:e.name}],ha=({changes:[e]},t)=>({name:e?.[t]??``}),ga=({target:e,changes:t})=>t.flatMap((t,n)=>[...n>0?[`and`]:[],...ca(e,t,n>0)]),_a={SERVER_CREATED:e=>[`made the server`,...$(e)],SERVER_UPDATED:ga,SERVER_DELETED:e=>[`deleted the server`,...$(e)],SERVER_TRANSFERRED:e=>[`handed the server over`,...va(e),`to`,ha(e,`after`)],CHANNEL_CREATED:e=>[`made the channel`,...$(e)],CHANNEL_UPDATED:ga,CHANNEL_DELETED:e=>[`deleted the channel`,...$(e)],WEBHOOK_CREATED:e=>[`made the webhook`,...$(e)],WEBHOOK_UPDATED:ga,WEBHOOK_URL_REGENERATED:e=>[`gave a new URL to the webhook`,...$(e)],WEBHOOK_DELETED:e=>[`deleted the webhook`,...$(e)],MEMBER_JOINED:()=>[`joined`],MEMBER_LEFT:()=>[`left`],MEMBER_REMOVED:e=>[`removed the member`,...$(e)],ROLE_CREATED:e=>[`made the role`,...$(e)],ROLE_UPDATED:ga,ROLE_DELETED:e=>[`deleted the role`,...$(e)],ROLE_GIVEN:e=>[`gave`,...$(e),`the role`,ha(e,`after`)],ROLE_TAKEN:e=>[`took the role`,ha(e,`before`),`from`,...$(e)],INVITATION_CREATED:({target:e})=>[`made`,e.name],INVITATION_REVOKED:({target:e})=>[`revoked`,e.name],ACCOUNT_UPDATED:ga,SIGN_IN_LINK_CREATED:e=>[`made a sign-in link for`,...$(e)],ACCOUNT_LINKED:e=>[`linked their account to the provider`,ha(e,`after`)],ACCOUNT_UNLINKED:e=>[`unlinked their account from the provider`,ha(e,`before`)]},va=e=>{let t=ha(e,`before`);return t.name===``||t.name===e.actorName?[]:[`from`,t]},ya=e=>_a[e.action]?.(e)??[`${e.action.toLowerCase().replaceAll(`_`,` `)}:`,...$(e)];function ba({list:e,children:t}){let n=e.data?.items;return P(x,{children:[P(F,{failure:e.failure,again:e.reload}),!n&&!e.failure&&P(X,{rows:6}),n?.length===0&&P(Y,{title:`Nothing yet`,children:P(`p`,{children:t})}),P(`ul`,{class:`list`,children:n?.map(e=>P(xa,{entry:e},e.id))}),P(Oi,{list:e})]})}function xa({entry:e}){let{actor:t,actorName:n,createdAt:r}=e;return P(`li`,{class:`row`,children:[P($r,{id:t?.id??`0`,name:n}),P(`span`,{class:`row-text`,children:[P(`span`,{children:[P(`bdi`,{class:`row-title`,children:n}),` `,P(Sa,{of:ya(e),names:`row-title`})]}),la(e).map((e,t)=>P(`span`,{class:`row-detail`,children:P(Sa,{of:e})},t))]}),P(`span`,{class:`row-aside`,children:P(pi,{at:r})})]})}function Sa({of:e,names:t}){return e.map((e,n)=>P(x,{children:[n>0&&` `,typeof e==`string`?e:`channel`in e?P(Ca,{id:e.channel,name:t}):P(`bdi`,{class:t,children:e.name})]},n))}function Ca({id:e,name:t}){let{data:n}=Ur(Xt,{id:e});return n?.channel===null?`a channel that is gone`:P(`bdi`,{class:t,children:[`#`,n?.channel.name]})}function wa({serverId:e}){let t=wi(qt,{serverId:e},({server:e})=>e?.auditLog);return t.data===null?P(Q,{what:`server`}):P(`div`,{class:`page`,children:[P(Z,{title:`Audit log`,children:`Who did what on this server, newest first.`}),P(ba,{list:t,children:`Each change of channels, webhooks and the server itself is written down here.`})]})}var Ta=new Map;Mr.listen(()=>Ta.clear());var Ea=()=>Array.from(crypto.getRandomValues(new Uint8Array(16)),e=>e.toString(16).padStart(2,`0`)).join(``),Da=e=>({content:e,key:Ea()}),Oa=e=>Ta.get(e)??Da(``);function ka(e,t){t.content?Ta.set(e,t):Ta.delete(e)}function Aa({label:e,value:t,change:n,send:r,cancel:i,placeholder:a,autofocus:o,disabled:s}){let c=M(null);Me(()=>{let{style:e}=c.current;e.height=`auto`,e.height=`${c.current.scrollHeight+2}px`},[t]),j(()=>{o&&(c.current.focus(),c.current.selectionStart=t.length)},[]);function l(e){if(e.key===`Escape`&&i)return i();e.key!==`Enter`||e.shiftKey||e.isComposing||(e.preventDefault(),r())}return P(`textarea`,{ref:c,rows:1,value:t,"aria-label":e,placeholder:a,disabled:s,onInput:e=>n(e.currentTarget.value),onKeyDown:l})}var ja=4e3,Ma=()=>matchMedia(`(pointer: fine)`).matches;function Na({channel:e,mayPost:t}){let[n,r]=A(()=>Oa(e.id)),i=z(gn,!1),{content:a,key:o}=n,s=ja-[...a.trim()].length;function c(t){ka(e.id,t),r(t)}function l(e){c(Da(e)),i.failure&&i.clear()}async function u(){if(!t||i.busy||!a.trim()||s<0||(c(Da(``)),await i.run({channelId:e.id,content:a,idempotencyKey:o})))return;let r=Oa(e.id).content;c(r?Da(`${a}\n${r}`):n)}let d=`Message #${e.name}`;return P(`form`,{class:`composer`,onSubmit:e=>(e.preventDefault(),void u()),children:[t&&P(F,{failure:i.failure}),P(`div`,{class:`composer-row`,children:[P(Aa,{label:d,placeholder:t?i.busy?`Sending…`:d:`You may not post here`,value:a,change:l,send:u,autofocus:t&&Ma(),disabled:!t}),P(`button`,{type:`submit`,class:`primary`,disabled:!t||i.busy||!a.trim()||s<0,children:`Send`})]}),!t&&P(`p`,{class:`hint`,role:`status`,children:[`You may not post here. `,P(Li,{permission:`POST_MESSAGES`,server:e.server})]}),t&&s<500&&P(`p`,{class:`hint ${s<0?`wrong`:``}`,role:`status`,children:[Pa(Math.abs(s)),` `,s<0?`too long`:`left`]})]})}var Pa=e=>`${e} ${e===1?`character`:`characters`}`,Fa=e=>e.replace(/^\s*#/,``);function Ia({channel:e,serverId:t,close:n}){let r=z(Qt),i=z($t),[a,o]=A(e.name),[s,c]=A(e.topic??``),[l,u]=A(!1);return l?P(q,{title:`Delete #${e.name}?`,action:`Delete channel`,busy:i.busy,failure:i.failure,confirm:async()=>await i.run({channelId:e.id})&&Xn(B.server(t)),close:n,children:P(`p`,{children:`All its messages are deleted, and the URLs of its webhooks stop working at once. This cannot be undone.`})}):P(K,{title:`Edit channel`,close:n,children:[P(L,{submit:async()=>await r.run({channelId:e.id,name:Fa(a),topic:s.trim()||null})&&n(),action:`Save`,busy:r.busy,failure:r.failure,cancel:n,children:[P(I,{label:`Name`,name:`name`,value:a,change:o,failure:r.failure,required:!0,autofocus:!0}),P(I,{label:`Topic`,name:`topic`,value:s,change:c,failure:r.failure})]}),P(`button`,{type:`button`,class:`danger quiet`,onClick:()=>u(!0),children:`Delete channel…`})]})}function La({loaded:e,connected:t,failed:n}){let[r,i]=n?[`off`,`Stopped`]:e?t?[`on`,`Live`]:[`busy`,`Reconnecting…`]:[`busy`,`Loading…`];return P(`span`,{class:`live ${r}`,role:`status`,children:i})}var Ra=25,za=0,Ba=e=>({id:++za,messages:e});function Va(e){let t=[];for(let n=0;n<e.length;n+=Ra)t.push(Ba(e.slice(n,n+Ra)));return t}var Ha=(e,t)=>[...Va(t),...e];function Ua(e,t){if(Ja(e,t.id)>=0)return e;let n=e.at(-1);return!n||n.messages.length>=Ra?[...e,Ba([t])]:[...e.slice(0,-1),{id:n.id,messages:[...n.messages,t]}]}var Wa=(e,t)=>qa(e,t.id,e=>e.map(e=>e.id===t.id?t:e)),Ga=(e,t)=>qa(e,t,e=>e.filter(e=>e.id!==t)).filter(({messages:e})=>e.length>0);function Ka(e,t){let n=new Set(t.slice(-2).flatMap(({messages:e})=>e.map(({id:e})=>e))),r=e.slice(e.findLastIndex(e=>e.messages.some(({id:e})=>n.has(e)))).flatMap(e=>e.messages);return r.length-1-r.findLastIndex(({id:e})=>n.has(e))}function qa(e,t,n){let r=Ja(e,t);return r<0?e:e.map((e,t)=>t===r?{id:e.id,messages:n(e.messages)}:e)}var Ja=(e,t)=>e.findLastIndex(({messages:e})=>e.some(e=>e.id===t));function Ya(e){class t extends S{shouldComponentUpdate(e){let t=this.props;return Object.entries(e).some(([e,n])=>t[e]!==n)}render(){return y(e,this.props)}}return t}var Xa=3,Za=/^\s{0,3}[-*+]\s+(?=\S)/,Qa=/^\s{0,3}(\d{1,9})[.)]\s+(?=\S)/,$a=/^#{1,6}\s+(?=\S)/,eo=/^\s{0,3}>\s?/,to=/^\s{0,3}```/;function no(e,t=0){let n=e.split(/\r\n|\r|\n/),r=[],i=0,a=e=>{let t=i;for(;i<n.length&&e.test(n[i]);)i++;return n.slice(t,i).map(t=>t.replace(e,``))};for(;i<n.length;){let e=n[i],o=to.test(e)?n.findIndex((e,t)=>t>i&&to.test(e)):-1;o>0?(r.push({kind:`code`,text:n.slice(i+1,o).join(`
`)}),i=o+1):eo.test(e)&&t<Xa?r.push({kind:`quote`,blocks:no(a(eo).join(`
`),t+1)}):Za.test(e)?r.push({kind:`list`,start:null,items:a(Za)}):Qa.test(e)?r.push({kind:`list`,start:Number(Qa.exec(e)[1]),items:a(Qa)}):$a.test(e)?r.push({kind:`heading`,lines:[n[i++].replace($a,``)]}):e.trim()===``?i++:r.push({kind:`paragraph`,lines:io(n,()=>n[i++],()=>i)})}return r}var ro=e=>[eo,Za,Qa,$a,to].some(t=>t.test(e));function io(e,t,n){let r=[t()];for(;n()<e.length&&e[n()].trim()!==``&&!ro(e[n()]);)r.push(t());return r}function ao(e){let t=URL.canParse(e)?new URL(e):null;return t&&(t.protocol===`https:`||t.protocol===`http:`)&&!t.username&&!t.password?t.href:null}var oo=/https?:\/\/[^\s<>"`]+/y;function so(e,t){if(t>0&&/[\p{L}\p{N}_]/u.test(e[t-1]))return null;oo.lastIndex=t;let n=oo.exec(e)?.[0]??``;for(;/[.,;:!?'*_~\]]$/.test(n)||n.endsWith(`)`)&&!n.includes(`(`);)n=n.slice(0,-1);let r=ao(n);return r?{text:n,href:r}:null}var co=/\[([^[\]\n]{1,300})\]\(<?(https?:\/\/[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/y;function lo(e,t){co.lastIndex=t;let[n,r=``,i=``]=co.exec(e)??[],a=n&&!/:\/\/|www\./i.test(r)?ao(i):null;return n&&a?{length:n.length,label:r,href:a}:null}var uo=6,fo=[[`**`,`strong`],[`__`,`strong`],[`~~`,`strike`],[`*`,`emphasis`],[`_`,`emphasis`]],po=/[\\`*_~[]|https?:\/\//g;function mo(e,t=0){let n=[],r=``,i=0;for(;i<e.length;){po.lastIndex=i;let a=po.exec(e)?.index??e.length;if(r+=e.slice(i,a),i=a,i===e.length)break;let o=t<uo?ho(e,i,t):null;o?.node.kind===`text`?r+=o.node.text:o?(r&&n.push({kind:`text`,text:r}),r=``,n.push(o.node)):r+=e[i],i+=o?.length??1}return r&&n.push({kind:`text`,text:r}),n}function ho(e,t,n){switch(e[t]){case`\\`:return/[!-/:-@[-`{-~]/.test(e[t+1]??``)?{length:2,node:{kind:`text`,text:e[t+1]}}:null;case"`":return go(e,t);case`[`:return _o(e,t,n);case`h`:return vo(e,t);default:return xo(e,t,n)}}function go(e,t){let n=/^`+/.exec(e.slice(t))[0],r=e.indexOf(n,t+n.length);if(r<0)return{length:n.length,node:{kind:`text`,text:n}};let i=e.slice(t+n.length,r);return i.trim()?{length:r+n.length-t,node:{kind:`code`,text:i.trim()}}:null}function _o(e,t,n){let r=lo(e,t);return r&&{length:r.length,node:{kind:`link`,href:r.href,children:mo(r.label,n+1)}}}function vo(e,t){let n=so(e,t);return n&&{length:n.text.length,node:{kind:`link`,href:n.href,children:[{kind:`text`,text:n.text}]}}}var yo=e=>e!==void 0&&/[\p{L}\p{N}_]/u.test(e),bo=e=>e===void 0||/\s/.test(e);function xo(e,t,n){for(let[r,i]of fo){let a=t+r.length;if(!e.startsWith(r,t)||bo(e[a])||r[0]===`_`&&yo(e[t-1]))continue;let o=So(e,r,a);if(o>a)return{length:o+r.length-t,node:{kind:i,children:mo(e.slice(a,o),n+1)}}}return null}function So(e,t,n){for(let r=e.indexOf(t,n+1);r>0;r=e.indexOf(t,r+1)){let n=e[r+t.length];if((t.length!==1||n!==t&&e[r-1]!==t)&&!bo(e[r-1])&&!(t[0]===`_`&&yo(n)))return r}return-1}var Co=Ya(function({text:e}){return P(`div`,{class:`markdown`,dir:`auto`,children:no(e).map(wo)})});function wo(e){switch(e.kind){case`code`:return P(`pre`,{tabIndex:0,dir:`ltr`,children:P(`code`,{children:e.text})});case`quote`:return P(`blockquote`,{children:e.blocks.map(wo)});case`list`:{let t=e.items.map(e=>P(`li`,{children:To(e)}));return e.start===null?P(`ul`,{children:t}):P(`ol`,{start:e.start,children:t})}default:{let t=e.lines.flatMap((e,t)=>t===0?To(e):[P(`br`,{}),...To(e)]);return P(`p`,{class:e.kind===`heading`?`heading`:void 0,children:t})}}}var To=e=>mo(e).map(Eo);function Eo(e){switch(e.kind){case`text`:return e.text;case`code`:return P(`code`,{children:e.text});case`link`:return P(`a`,{href:e.href,title:e.href,target:`_blank`,rel:`noopener noreferrer nofollow ugc`,children:e.children.map(Eo)});default:{let t={strong:`strong`,emphasis:`em`,strike:`del`}[e.kind];return P(t,{children:e.children.map(Eo)})}}}function Do(){return P(`span`,{class:`badge`,children:[P(G,{name:`webhook`}),`Webhook`]})}function Oo({message:e,close:t}){let[n,r]=A(e.content),i=z(_n),a=async()=>(n===e.content||await i.run({messageId:e.id,content:n}))&&t();return P(`form`,{class:`edit-message`,onSubmit:e=>(e.preventDefault(),void a()),children:[P(Aa,{label:`Message`,value:n,change:r,send:a,cancel:t,autofocus:!0}),P(F,{failure:i.failure}),P(`div`,{class:`actions`,children:[P(`button`,{type:`submit`,class:`primary small`,disabled:i.busy,children:`Save`}),P(`button`,{type:`button`,class:`small`,onClick:t,children:`Cancel`})]})]})}function ko({message:e,rights:t,edit:n}){let[r,i]=A(!1),a=z(vn),o=e.author.kind===`USER`&&e.author.id===t.userId&&t.post;return!o&&!t.manage?null:P(x,{children:[P(`div`,{class:`message-actions`,children:[o&&P(`button`,{type:`button`,class:`plain`,onClick:n,title:`Edit`,children:[P(G,{name:`edit`}),P(`span`,{class:`out-of-sight`,children:`Edit message`})]}),P(`button`,{type:`button`,class:`plain`,onClick:()=>i(!0),title:`Delete`,children:[P(G,{name:`delete`}),P(`span`,{class:`out-of-sight`,children:`Delete message`})]})]}),r&&P(q,{title:`Delete this message?`,action:`Delete message`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({messageId:e.id})&&i(!1),close:()=>i(!1),children:P(`p`,{children:`Its text is gone at once, for everybody and for good.`})})]})}function Ao({message:e,newDay:t,continued:n,rights:r}){let[i,a]=A(!1),{author:o,content:s,createdAt:c,editedAt:l}=e;return P(x,{children:[t&&P(`p`,{class:`day`,children:P(`span`,{children:di(c)})}),P(`article`,{class:`message ${n?`continued`:``}`,tabIndex:-1,children:[n?P(`span`,{class:`clock`,title:li(c),"aria-hidden":!0,children:ui(c)}):P($r,{id:o.id,name:o.name,picture:o.avatarPath}),P(`div`,{class:`message-body`,children:[P(`header`,{class:n?`out-of-sight`:``,children:[P(`bdi`,{class:`author`,children:o.name}),o.kind===`WEBHOOK`&&P(Do,{}),P(pi,{at:c})]}),i?P(Oo,{message:e,close:()=>a(!1)}):P(Co,{text:s}),l&&!i&&P(`span`,{class:`edited`,title:`Edited ${li(l)}`,children:`edited`})]}),r&&!i&&P(ko,{message:e,rights:r,edit:()=>a(!0)})]})]})}var jo=Ya(function({block:e,previous:t,rights:n,sight:r}){let i=M(null),[a,o]=A(null);return j(()=>{let e=i.current;return r.watch(e,t=>o(t?null:t=>t??e.getBoundingClientRect().height))},[]),a===null?P(`div`,{ref:i,class:`block`,children:e.messages.map((r,i)=>{let a=i===0?t:e.messages[i-1],o=!a||di(a.createdAt)!==di(r.createdAt);return P(Ao,{message:r,newDay:o,continued:!o&&No(a,r),rights:n},r.id)})}):P(`div`,{ref:i,class:`block`,style:{height:`${a}px`}})}),Mo=3e5;function No(e,t){let[n,r]=[e.author,t.author];return n.kind===r.kind&&n.id===r.id&&n.name===r.name&&Yr(n.avatarPath)===Yr(r.avatarPath)&&Date.parse(t.createdAt)-Date.parse(e.createdAt)<Mo}var Po=48,Fo=5,Io=class{atEnd=!0;scroller;list;scrolled=0;anchors=[];sizes;attach(e,t,n){this.scroller=e,this.list=t,this.sizes=new ResizeObserver(()=>{this.restore(),requestAnimationFrame(n)}),this.sizes.observe(t),this.sizes.observe(e),this.toEnd()}detach(){this.sizes?.disconnect()}note(){let{scrollTop:e,scrollHeight:t,clientHeight:n}=this.scroller;this.atEnd=t-e-n<Po,this.scrolled=e;let r=Lo(this.scroller),i=zo(this.list.children,r);this.anchors=Ro((i&&zo(i.children,r))??i).map(e=>({element:e,top:Lo(e)}))}restore(){let e=this.since();if(this.atEnd&&e>-1)return this.toEnd();let t=this.anchors.find(({element:e})=>e.isConnected),n=t?Lo(t.element)-t.top+e:0;Math.abs(n)>=.5&&(this.scroller.scrollTop+=n),this.note()}since(){let{scrollTop:e,scrollHeight:t,clientHeight:n}=this.scroller;return e<this.scrolled&&e+n>t-1?0:e-this.scrolled}toEnd(){this.atEnd=!0,this.scroller.scrollTop=this.scroller.scrollHeight,this.scrolled=this.scroller.scrollTop}},Lo=e=>e.getBoundingClientRect().top;function Ro(e){let t=[];for(let n=e;n&&t.length<Fo;n=n.nextElementSibling??n.closest(`.block`)?.nextElementSibling??null)t.push(n);return t}function zo(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;e[i].getBoundingClientRect().bottom>t?r=i:n=i+1}return e[n]??null}var Bo=1e3,Vo=class{scroller;list;tell=new Map;near=new Set;attach(e,t){this.scroller=e,this.list=t}watch(e,t){return this.tell.set(e,t),this.near.add(e),()=>{this.tell.delete(e),this.near.delete(e)}}look(){if(!this.scroller||!this.list)return;let{top:e,bottom:t}=this.scroller.getBoundingClientRect(),n=this.near;this.near=new Set(Ho(this.list,e-Bo,t+Bo).filter(e=>this.tell.has(e)));for(let e of n)this.near.has(e)||this.tell.get(e)?.(!1);for(let e of this.near)n.has(e)||this.tell.get(e)?.(!0)}};function Ho(e,t,n){let r=[];for(let i=zo(e.children,t);i&&i.getBoundingClientRect().top<n;i=i.nextElementSibling)r.push(i);return r}var Uo=3e3;function Wo({blocks:e,hasOlder:t,loadingOlder:n,loadOlder:r,rights:i}){let a=M(null),o=M(null),s=Ne(()=>new Io,[]),c=Ne(()=>new Vo,[]),[l,u]=A(null);Me(()=>(c.attach(a.current,o.current),s.attach(a.current,o.current,()=>c.look()),()=>s.detach()),[]),Me(()=>s.restore(),[e]);function d(){s.note(),c.look(),u(s.atEnd?null:t=>t??e),t&&!n&&a.current.scrollTop<Uo&&r()}function f(){d(),requestAnimationFrame(()=>c.look())}function p(e){e.key!==`End`||e.target instanceof HTMLTextAreaElement||(e.preventDefault(),s.toEnd())}j(d,[e,t,n]);let m=l?Ka(e,l):0;return P(`div`,{class:`messages`,children:[P(`div`,{class:`scroller`,ref:a,onScroll:f,onKeyDown:p,tabIndex:0,role:`region`,"aria-label":`Messages`,children:P(`div`,{children:[P(`p`,{class:`beginning`,children:t?`Older messages are on their way…`:`This is where the channel begins.`}),P(`div`,{ref:o,children:e.map((t,n)=>P(jo,{block:t,previous:e[n-1]?.messages.at(-1),rights:i,sight:c},t.id))})]})}),l&&P(`button`,{type:`button`,class:`to-end ${m?`unseen`:``}`,onClick:()=>s.toEnd(),children:m===0?`To the newest ↓`:m===1?`1 new message ↓`:`${m} new messages ↓`})]})}var Go={blocks:[],loaded:!1,older:null,loadingOlder:!1},Ko=50,qo=50,Jo=[`CURSOR_EXPIRED`,`CURSOR_FORKED`],Yo=class{state=Go;stopWatching=()=>{};ended=!1;channelId;show;arrived;constructor(e,t,n){this.channelId=e,this.show=t,this.arrived=n}set(e){this.ended||(this.state={...this.state,...e},this.show(this.state))}start=async()=>{this.stopWatching(),this.set({failure:void 0});try{let e=await this.read(Ko,null);this.set({blocks:Ha([],e.messages),loaded:!0,older:e.older}),this.ended||this.follow(e.resumeCursor)}catch(e){this.set({failure:e instanceof N?e:Ye()})}};stop=()=>{this.ended=!0,this.stopWatching()};loadOlder=async()=>{let{older:e,loadingOlder:t}=this.state;if(!(e===null||t)){this.set({loadingOlder:!0});try{let t=await this.read(qo,e);this.set({blocks:Ha(this.state.blocks,t.messages),older:t.older,loadingOlder:!1})}catch{this.set({loadingOlder:!1})}}};async read(e,t){let{channel:n}=await Wn(mn,{channelId:this.channelId,last:e,before:t});if(!n)throw new N(`NOT_FOUND`,`This channel is gone, or you may no longer see it.`);let{edges:r,pageInfo:i,resumeCursor:a}=n.messages;return{messages:r.map(({node:e})=>e),older:i.hasPreviousPage?i.startCursor:null,resumeCursor:a}}follow(e){let t={channelId:this.channelId,after:e},n=({channelEvents:e})=>{t.after=e.cursor,this.take(e)};this.stopWatching=xr(hn,t,n,e=>{Jo.includes(e.code)?this.start():this.set({failure:e})})}take({kind:e,message:t}){let{blocks:n}=this.state;t.deletedAt?this.set({blocks:Ga(n,t.id)}):e===`MESSAGE_POSTED`?this.set({blocks:Ua(n,t)}):this.set({blocks:Wa(n,t)}),e===`MESSAGE_POSTED`&&!t.deletedAt&&this.arrived(t)}};function Xo(e,t){let[n,r]=A(Go),i=Ne(()=>new Yo(e,r,t),[e]);j(()=>(r(Go),i.start(),i.stop),[i]);let{failure:a}=n,o=a?.code===`NOT_FOUND`;return j(()=>void(o&&Cr.tell()),[o]),j(()=>Cr.listen(()=>a&&!o&&void i.start()),[i,a]),{...n,start:i.start,loadOlder:i.loadOlder}}var Zo=3e3,Qo=700;function $o(){let[e,t]=A(!0);return j(()=>{let e,n=Zo,r=()=>{clearTimeout(e),pr.open?(t(!0),n=Qo):e=window.setTimeout(()=>t(!1),n)};r();let i=pr.listen(r);return()=>(clearTimeout(e),i())},[]),e}function es({channelId:e}){let{data:t,failure:n,reload:r}=Ur(Xt,{id:e});return ki(t?.channel?`#${t.channel.name}`:``),n&&!t?P(`div`,{class:`page`,children:P(F,{failure:n,again:r})}):t?.channel===null?P(Q,{what:`channel`}):t?P(ts,{channel:t.channel}):null}function ts({channel:e}){let t=$n(),[n,r]=A(``),i=Xo(e.id,({author:e,content:t})=>r(`${e.name}: ${t}`)),a=$o(),o=e.server.viewerPermissions,s={userId:t.id,post:V(o,`POST_MESSAGES`),manage:V(o,`MANAGE_MESSAGES`)},c=i.failure?.code===`NOT_FOUND`,l=i.loaded&&!c,u=l&&i.blocks.length===0,d=i.failure!==void 0&&!i.failure.passing;return P(`div`,{class:`channel`,children:[P(ns,{channel:e,live:P(La,{loaded:i.loaded,connected:a,failed:d})}),!c&&P(F,{failure:i.failure,again:i.start}),u&&P(rs,{channel:e,manages:V(o,`MANAGE_SERVER`)}),l&&!u&&P(Wo,{blocks:i.blocks,hasOlder:i.older!==null,loadingOlder:i.loadingOlder,loadOlder:i.loadOlder,rights:s}),!l&&P(`div`,{class:`messages`}),P(`p`,{class:`out-of-sight`,"aria-live":`polite`,children:n}),!c&&P(Na,{channel:e,mayPost:s.post})]})}function ns({channel:e,live:t}){let[n,r]=A(!1),i=e.server.viewerPermissions;return P(`header`,{class:`channel-head`,children:[P(`h1`,{children:[P(G,{name:`hash`}),P(`bdi`,{children:e.name})]}),P(`bdi`,{class:`topic`,title:e.topic??void 0,children:e.topic}),t,V(i,`MANAGE_SERVER`)&&P(`a`,{class:`button small`,href:B.newWebhook(e.server.id,e.id),title:`New webhook for this channel`,children:[P(G,{name:`webhook`}),P(`span`,{class:`wide-only`,children:`New webhook`}),P(`span`,{class:`out-of-sight narrow-only`,children:`New webhook`})]}),V(i,`MANAGE_CHANNELS`)&&P(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),title:`Edit channel`,children:[P(G,{name:`settings`}),P(`span`,{class:`out-of-sight`,children:`Edit channel`})]}),n&&P(Ia,{channel:e,serverId:e.server.id,close:()=>r(!1)})]})}function rs({channel:e,manages:t}){return P(`div`,{class:`messages`,children:P(Y,{title:`Nothing here yet`,children:[P(`p`,{children:t?`Write the first message, or give a program the URL of a webhook. What it posts appears here at once.`:`What is posted appears here at once.`}),t&&P(`a`,{class:`button primary`,href:B.newWebhook(e.server.id,e.id),children:`New webhook`})]})})}function is(){let e=wi(Jt,{},({auditLog:e})=>e);return e.data===null?P(Q,{}):P(`div`,{class:`page`,children:[P(Z,{title:`Audit log of accounts`,action:P(`a`,{class:`button`,href:B.accounts,children:`Accounts`}),children:`What was done to accounts, newest first.`}),P(ba,{list:e,children:`Each account that is disabled, enabled or made an administrator, linked to an OpenID provider or unlinked, and each sign-in link that is made, is written down here.`})]})}var as=864e5,os=[[`1`,`1 day`],[`7`,`7 days`],[`30`,`30 days`]],ss=[[`1`,`1 person`],[`5`,`5 people`],[`25`,`25 people`],[`100`,`100 people`]];function cs({serverId:e,close:t}){let n=z(rn),[r,i]=A(`7`),[a,o]=A(`1`),[s,c]=A(``);async function l(){let t=new Date(Date.now()+Number(r)*as).toISOString(),i=await n.run({serverId:e,maxUses:Number(a),expiresAt:t});i&&c(i.createInvitation.url)}return s?P(K,{title:`Copy the link now`,close:t,once:!0,children:[P(`p`,{class:`explain`,children:`It is shown this once. Send it to whom you want to let in; whoever has it can use it.`}),P(yi,{label:`Invitation link`,value:s}),P(`div`,{class:`actions end`,children:P(`button`,{type:`button`,onClick:t,children:`Done`})})]}):P(K,{title:`Invite people`,close:t,children:P(L,{submit:l,action:`Make a link`,busy:n.busy,failure:n.failure,cancel:t,children:[P(Qi,{label:`Lets in`,value:a,change:o,options:ss}),P(Qi,{label:`Works for`,value:r,change:i,options:os})]})})}function ls({serverId:e}){let t=J(nn,{serverId:e},({server:e})=>e?.invitations),[n,r]=A(!1),i=t.data?.items??[],a=i.filter(e=>!us(e)),o=i.filter(us);return P(`section`,{class:`below`,children:[P(`div`,{class:`section-head`,children:[P(`div`,{children:[P(`h2`,{children:`Invitations`}),P(`p`,{children:`A link that lets people in; who has no account makes one with it.`})]}),P(`button`,{type:`button`,onClick:()=>r(!0),children:`Invite people`})]}),P(F,{failure:t.failure,again:t.reload}),P(`ul`,{class:`list`,children:[...a,...o].map(e=>P(ds,{invitation:e},e.id))}),P(Oi,{list:t}),n&&P(cs,{serverId:e,close:()=>r(!1)})]})}var us=({uses:e,maxUses:t,expiresAt:n})=>e>=t?`Used up`:Date.parse(n)<Date.now()?`Expired`:void 0;function ds({invitation:e}){let{id:t,creator:n,uses:r,maxUses:i,expiresAt:a}=e,o=z(an),[s,c]=A(!1),l=us(e),u=()=>void o.run({invitationId:t});return P(`li`,{class:`row`,children:[P(`span`,{class:`row-text`,children:[P(`span`,{class:`row-head`,children:[P(`span`,{class:`row-title`,children:[r,` of `,i,` used`]}),l&&P(`span`,{class:`tag off`,children:l})]}),P(`span`,{class:`row-detail`,children:[n&&P(x,{children:[`By `,P(`bdi`,{children:n.name})]}),l!==`Used up`&&P(x,{children:[n&&` · `,l?`expired`:`expires`,` `,P(pi,{at:a})]})]}),l&&P(F,{failure:o.failure})]}),l?P(`button`,{type:`button`,class:`small`,disabled:o.busy,onClick:u,children:`Remove`}):P(`button`,{type:`button`,class:`small`,onClick:()=>c(!0),children:`Revoke…`}),s&&P(q,{title:`Revoke this invitation?`,action:`Revoke invitation`,busy:o.busy,failure:o.failure,close:()=>c(!1),confirm:u,children:P(`p`,{children:`Its link stops working at once. Who came by it stays.`})})]})}var fs=()=>Ur(Ut,{}).data?.viewer.managesAccounts??!1;function ps({member:e,server:t}){let n=J(tn,{serverId:t.id},({server:e})=>e?.roles,!0),r=z(fn),i=z(pn),a=n.data?.items.filter(({everyone:e})=>!e),o=t=>e.roles.some(({id:e})=>e===t),[s,c]=A({});async function l(t){c({...s,[t]:!o(t)}),await(o(t)?i:r).run({roleId:t,memberId:e.id})||c({...s,[t]:void 0})}return P(x,{children:[P(F,{failure:r.failure??i.failure}),a?.length===0&&P(`p`,{class:`explain`,children:[`There is no role to give: the only one is `,P(`code`,{children:`everyone`}),`, which every member has. `,P(`a`,{href:B.server(t.id,`roles`),children:`Make a role`})]}),a&&a.length>0&&P(`p`,{class:`hint`,children:`A role is given or taken at once, as it is ticked.`}),a?.map(({id:e,name:n,permissions:r})=>P(`label`,{class:`check`,children:[P(`input`,{type:`checkbox`,checked:s[e]??o(e),disabled:!qe(t.viewerPermissions,r),onChange:()=>void l(e)}),P(`bdi`,{children:n})]},e))]})}function ms({member:e,server:t,close:n}){let r=$n(),i=fs(),[a,o]=A(),s=z(on),c=z(cn),{name:l,id:u}=e.user,d=u===t.owner.id;return a===`remove`?P(q,{title:`Remove ${l}?`,action:`Remove member`,busy:s.busy,failure:s.failure,confirm:async()=>await s.run({memberId:e.id})&&n(),close:n,children:P(`p`,{children:`They no longer see the server, and what they watch there ends within a second. What they posted stays. They can come back by another invitation.`})}):a===`transfer`?P(q,{title:`Hand the server over to ${l}?`,action:`Hand over`,busy:c.busy,failure:c.failure,confirm:async()=>await c.run({serverId:t.id,memberId:e.id})&&n(),close:n,children:[P(`p`,{children:`They own it from then on, and only they can delete it or hand it on. You stay a member, with the roles you have.`}),i&&P(`p`,{children:`As an administrator of this installation you still see and change everything there.`})]}):P(K,{title:l,close:n,children:[P(ps,{member:e,server:t}),P(`div`,{class:`actions`,children:[!d&&t.owner.id===r.id&&P(`button`,{type:`button`,onClick:()=>o(`transfer`),children:`Hand the server over…`}),!d&&u!==r.id&&P(`button`,{type:`button`,class:`danger`,onClick:()=>o(`remove`),children:`Remove…`}),P(`button`,{type:`button`,class:`last`,autofocus:!0,onClick:n,children:`Done`})]})]})}function hs({name:e}){return P(`span`,{class:`tag`,children:P(`bdi`,{children:e})})}function gs({member:e,server:t}){let n=$n(),[r,i]=A(!1),{user:a,roles:o,createdAt:s}=e,c=V(t.viewerPermissions,`MANAGE_SERVER`);return P(`li`,{class:`row`,children:[P($r,{id:a.id,name:a.name}),P(`span`,{class:`row-text`,children:[P(`span`,{class:`row-head`,children:[P(`bdi`,{class:`row-title`,children:a.name}),a.id===n.id&&P(`span`,{class:`row-detail`,children:`you`}),a.id===t.owner.id&&P(`span`,{class:`tag strong`,title:`Owns this server`,children:`Owner`}),o.filter(({everyone:e})=>!e).map(({id:e,name:t})=>P(hs,{name:t},e))]}),P(`span`,{class:`row-detail`,children:[`Joined `,P(pi,{at:s})]})]}),c&&P(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:[`Manage`,P(`span`,{class:`out-of-sight`,children:[` `,P(`bdi`,{children:a.name})]})]}),r&&P(ms,{member:e,server:t,close:()=>i(!1)})]})}function _s({serverId:e,server:t}){let n=J(en,{serverId:e},({server:e})=>e?.members);return n.data===null?P(Q,{what:`server`}):P(`div`,{class:`page`,children:[P(Z,{title:`Members`,children:`Members see all channels of the server. Roles say what else they may do.`}),P(F,{failure:n.failure,again:n.reload}),!(n.data&&t)&&!n.failure&&P(X,{}),P(`ul`,{class:`list`,children:t&&n.data?.items.map(e=>P(gs,{member:e,server:t},e.id))}),P(Oi,{list:n}),n.data&&V(t?.viewerPermissions,`MANAGE_SERVER`)&&P(ls,{serverId:e})]})}var vs=new Map,{tell:ys,listen:bs}=Fn();function xs(e,t){vs.set(e,t),ys()}var Ss=e=>void vs.delete(e),Cs=()=>vs.clear();function ws(e){let[,t]=A({});return j(()=>bs(()=>t({})),[]),vs.get(e)}function Ts({serverId:e,channelId:t}){let n=J(Yt,{serverId:e},({server:e})=>e?.channels,!0);return n.data===null?P(Q,{what:`server`}):P(`div`,{class:`page narrow`,children:[P(Z,{title:`New webhook`,children:`It posts into one channel. You get its URL in the next step.`}),P(F,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&P(X,{}),n.data?.items.length===0&&P(Y,{title:`No channel yet`,children:[P(`p`,{children:`A webhook needs a channel to post into.`}),P(`a`,{class:`button primary`,href:B.server(e),children:`Make a channel`})]}),n.data&&n.data.items.length>0&&P(Es,{serverId:e,channels:n.data.items,channelId:t})]})}function Es({serverId:e,channels:t,channelId:n}){let r=z(An),[i,a]=A(n??t[0].id),[o,s]=A(``),[c,l]=A(``);async function u(){let e=await r.run({channelId:i,name:o,avatarUrl:c.trim()||null});if(!e)return;let{webhook:t,url:n}=e.createWebhook;xs(t.id,n),Xn(B.webhook(t.id))}return P(`section`,{class:`card`,children:P(L,{submit:u,action:`Create webhook`,busy:r.busy,failure:r.failure,cancel:()=>Xn(B.server(e,`webhooks`)),children:[P(Qi,{label:`Channel`,value:i,change:a,options:t.map(({id:e,name:t})=>[e,`#${t}`])}),P(I,{label:`Name`,name:`name`,value:o,change:s,failure:r.failure,required:!0,autofocus:!0,placeholder:`CI Bot`,hint:`Messages are shown under it, unless they bring a name of their own.`}),P(I,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:c,change:l,failure:r.failure,placeholder:`https://example.com/bot.png`,hint:`The address of a picture. Without one its initials are shown.`})]})})}function Ds({chosen:e,choose:t,own:n}){let r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]);return P(`fieldset`,{children:[P(`legend`,{children:`Permissions`}),Ke.map(t=>P(`label`,{class:`check`,children:[P(`input`,{type:`checkbox`,checked:e.includes(t),disabled:!qe(n,[t]),onChange:()=>r(t)}),P(`span`,{children:[Ge[t][0],` `,P(`span`,{class:`hint`,children:Ge[t][1]})]})]},t))]})}function Os({role:e,server:t,close:n}){let r=z(ln),i=z(un),a=z(dn),[o,s]=A(e?.name??``),[c,l]=A(e?.permissions??[`POST_MESSAGES`]),[u,d]=A(!1),f=r.failure??i.failure;async function p(){let a=[...c];(e?await i.run({roleId:e.id,permissions:a,...e.everyone?{}:{name:o}}):await r.run({serverId:t.id,name:o,permissions:a}))&&n()}return e&&u?P(q,{title:`Delete ${e.name}?`,action:`Delete role`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({roleId:e.id})&&n(),close:n,children:P(`p`,{children:`Members who have it lose what it allows at once.`})}):P(K,{title:e?`Change role`:`New role`,close:n,children:[P(L,{submit:p,action:e?`Save`:`Create role`,busy:r.busy||i.busy,failure:f,cancel:n,children:[e?.everyone?P(`p`,{class:`explain`,children:`What every member of the server may do.`}):P(I,{label:`Name`,name:`name`,value:o,change:s,failure:f,required:!0,autofocus:!0}),P(Ds,{chosen:c,choose:l,own:t.viewerPermissions})]}),e&&!e.everyone&&P(`button`,{type:`button`,class:`danger quiet`,onClick:()=>d(!0),children:`Delete role…`})]})}function ks({serverId:e,server:t}){let n=J(tn,{serverId:e},({server:e})=>e?.roles,!0),[r,i]=A();if(n.data===null)return P(Q,{what:`server`});let a=V(t?.viewerPermissions,`MANAGE_SERVER`);return P(`div`,{class:`page`,children:[P(Z,{title:`Roles`,action:a&&P(`button`,{type:`button`,class:`primary`,onClick:()=>i(`new`),children:`New role`}),children:[`Members have the permissions of their roles. Every member has the role `,P(`code`,{children:`everyone`}),`.`]}),P(F,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&P(X,{}),P(`ul`,{class:`list`,children:n.data?.items.map(e=>P(`li`,{class:`row`,children:[P(`span`,{class:`row-text`,children:[P(`bdi`,{class:`row-title`,children:e.name}),P(`span`,{class:`row-detail`,children:e.permissions.map(e=>Ge[e]?.[0]??e).join(`, `)||`No permission`})]}),a&&qe(t?.viewerPermissions,e.permissions)&&P(`button`,{type:`button`,class:`small`,onClick:()=>i(e),children:[`Change`,P(`span`,{class:`out-of-sight`,children:[` `,P(`bdi`,{children:e.name})]})]})]},e.id))}),r&&t&&P(Os,{role:r===`new`?void 0:r,server:t,close:()=>i(void 0)})]})}function As({serverId:e,close:t}){let n=z(Zt),[r,i]=A(``),[a,o]=A(``);async function s(){let i=await n.run({serverId:e,name:Fa(r),topic:a.trim()||null});i&&(t(),Xn(B.channel(i.createChannel.channel.id)))}return P(K,{title:`New channel`,close:t,children:P(L,{submit:s,action:`Create channel`,busy:n.busy,failure:n.failure,cancel:t,children:[P(I,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autofocus:!0,placeholder:`deploys`}),P(I,{label:`Topic`,name:`topic`,value:a,change:o,failure:n.failure,hint:`What belongs here, in a sentence.`})]})})}function js({serverId:e,server:t}){let n=J(Yt,{serverId:e},({server:e})=>e?.channels,!0),[r,i]=A(!1);if(n.data===null)return P(Q,{what:`server`});let a=n.data?.items,o=V(t?.viewerPermissions,`MANAGE_CHANNELS`)&&P(`button`,{type:`button`,class:`primary`,onClick:()=>i(!0),children:`New channel`});return P(`div`,{class:`page`,children:[P(Z,{title:t?.name??` `,action:a?.length?o:void 0,children:`Channels hold messages, from people and from webhooks.`}),P(F,{failure:n.failure,again:n.reload}),!a&&!n.failure&&P(X,{}),a?.length===0&&P(Y,{title:`No channel yet`,children:[P(`p`,{children:`A channel is where messages go: one for deploys, one for alerts.`}),o]}),P(`ul`,{class:`list`,children:a?.map(({id:e,name:t,topic:n})=>P(`li`,{children:P(`a`,{class:`row`,href:B.channel(e),children:[P(`span`,{class:`row-icon`,children:P(G,{name:`hash`})}),P(`span`,{class:`row-text`,children:[P(`bdi`,{class:`row-title`,children:t}),n&&P(`bdi`,{class:`row-detail`,children:n})]})]})},e))}),r&&P(As,{serverId:e,close:()=>i(!1)})]})}function Ms({server:e}){let t=z(Dn),[n,r]=A(!1);return P(`section`,{class:`card`,children:[P(`h2`,{children:`Delete this server`}),P(`p`,{children:`Its channels, messages and webhooks go with it, for all its members.`}),P(`div`,{class:`actions`,children:P(`button`,{type:`button`,class:`danger`,onClick:()=>r(!0),children:`Delete server…`})}),n&&P(q,{title:`Delete ${e.name}?`,action:`Delete server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&Xn(B.servers),close:()=>r(!1),children:P(`p`,{children:`All its channels and messages are deleted, everybody who watches them is cut off, and the URLs of its webhooks stop working at once. This cannot be undone.`})})]})}function Ns({server:e}){let t=z(sn),n=fs(),[r,i]=A(!1);return P(`section`,{class:`card`,children:[P(`h2`,{children:`Leave this server`}),P(`p`,{children:[n?`You are no longer one of its members, but as an administrator of this installation you still see and change everything there.`:`You no longer see its channels.`,` What you posted stays.`]}),P(`div`,{class:`actions`,children:P(`button`,{type:`button`,class:`danger`,onClick:()=>i(!0),children:`Leave server…`})}),r&&P(q,{title:`Leave ${e.name}?`,action:`Leave server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&Xn(B.servers),close:()=>i(!1),children:P(`p`,{children:`You can come back by another invitation only.`})})]})}function Ps({server:e}){let t=z(En),[n,r]=A(e.name),[i,a]=A(!1);return P(`section`,{class:`card`,children:P(L,{submit:async()=>a(!!await t.run({serverId:e.id,name:n})),action:`Save`,busy:t.busy,failure:t.failure,done:i&&`Saved.`,children:P(I,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0})})})}function Fs({server:e}){let t=$n().id===e?.owner.id,n=fs();return e?P(`div`,{class:`page`,children:[P(Z,{title:`Settings`}),V(e.viewerPermissions,`MANAGE_SERVER`)&&P(Ps,{server:e},e.id),!t&&P(Ns,{server:e}),(t||n)&&P(Ms,{server:e})]}):P(`div`,{class:`page`,children:[P(Z,{title:`Settings`}),P(X,{})]})}function Is({close:e}){let t=z(Tn),[n,r]=A(``);async function i(){let r=await t.run({name:n});r&&(e(),Xn(B.server(r.createServer.server.id)))}return P(K,{title:`New server`,close:e,children:P(L,{submit:i,action:`Create server`,busy:t.busy,failure:t.failure,cancel:e,children:P(I,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`Platform team`})})})}function Ls(){let e=$n(),t=J(Cn,{},({viewer:e})=>e.servers),[n,r]=A(!1),i=t.data?.items,a=P(`button`,{type:`button`,class:`primary`,onClick:()=>r(!0),children:`New server`});return P(`div`,{class:`page`,children:[P(Z,{title:`Servers`,action:i?.length?a:void 0,children:`A server groups channels and the people who see them.`}),P(F,{failure:t.failure,again:t.reload}),!i&&!t.failure&&P(X,{}),i?.length===0&&P(Y,{title:`No server yet`,children:[P(`p`,{children:`Make one, add a channel, and give a program the URL of a webhook to post there.`}),a]}),P(`ul`,{class:`list`,children:i?.map(({id:t,name:n,owner:r})=>P(`li`,{children:P(`a`,{class:`row`,href:B.server(t),children:[P($r,{id:t,name:n}),P(`span`,{class:`row-text`,children:[P(`bdi`,{class:`row-title`,children:n}),P(`span`,{class:`row-detail`,children:r.id===e.id?`Yours`:P(x,{children:[`Owned by `,P(`bdi`,{children:r.name})]})})]})]})},t))}),P(Oi,{list:t}),n&&P(Is,{close:()=>r(!1)})]})}function Rs({webhook:e}){let t=z(jn),n=J(Yt,{serverId:e.channel.server.id},({server:e})=>e?.channels,!0),[r,i]=A(e.name),[a,o]=A(e.avatarUrl??``),[s,c]=A(e.channel.id),[l,u]=A(!1),d=(n.data?.items??[e.channel]).map(({id:e,name:t})=>[e,`#${t}`]);return P(`section`,{class:`card`,children:[P(`h2`,{children:`Details`}),P(L,{submit:async()=>u(!!await t.run({webhookId:e.id,name:r,avatarUrl:a.trim()||null,channelId:s})),action:`Save`,busy:t.busy,failure:t.failure,done:l&&`Saved.`,children:[P(`div`,{class:`columns`,children:[P(I,{label:`Name`,name:`name`,value:r,change:i,failure:t.failure,required:!0}),P(Qi,{label:`Channel`,value:s,change:c,options:d})]}),P(I,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:a,change:o,failure:t.failure,placeholder:`https://example.com/bot.png`,hint:`Messages keep the name and avatar that they were posted with.`})]})]})}var zs=`curl -X POST "$WEBHOOK_URL" \\
  -H 'Content-Type: application/json' \\
  -d '{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}' --fail-with-body
`,Bs=`package main

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
`,Vs=`const response = await fetch(process.env.WEBHOOK_URL, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ content: 'Deploy completed successfully.', name: 'CI Bot', avatarUrl: null }),
});
const { message, detail } = await response.json();
if (!response.ok) throw new Error(detail);
console.log('Message ID:', message.id);
`,Hs=`<?php
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
`,Us=`import json, os, urllib.error, urllib.request

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
`,Ws=(e,t,n,r,i=``)=>(a,o)=>e.trimEnd().replace(i,``).replace(t,()=>n+a+n).replace(`CI Bot`,()=>r(o)),Gs=e=>e.replace(/[\\']/g,`\\$&`),Ks=e=>e.replace(/[\\"]/g,`\\$&`),qs=e=>JSON.stringify(e).slice(1,-1),Js=[{language:`cURL`,run:`Paste it into a terminal.`,code:Ws(zs,`"$WEBHOOK_URL"`,`'`,e=>qs(e).replaceAll(`'`,()=>`'\\''`))},{language:`Node.js`,run:`Save it as post.mjs, then: node post.mjs`,code:Ws(Vs,`process.env.WEBHOOK_URL`,`'`,Gs)},{language:`Python`,run:`Save it as post.py, then: python3 post.py`,code:Ws(Us,`os.environ["WEBHOOK_URL"]`,`"`,Ks,`os, `)},{language:`Go`,run:`Save it as post.go, then: go run post.go`,code:Ws(Bs,`os.Getenv("WEBHOOK_URL")`,`"`,e=>qs(e).replaceAll("`",`\\u0060`),`	"os"
`)},{language:`PHP`,run:`Save it as post.php, then: php post.php`,code:Ws(Hs,`getenv('WEBHOOK_URL')`,`'`,Gs)}];function Ys({url:e,name:t}){let[n,r]=A(0),i=M([]),a=Ie(),{run:o,code:s}=Js[n],c=s(e,t);function l(e){let t={ArrowRight:1,ArrowLeft:-1}[e.key];if(!t)return;let a=(n+t+Js.length)%Js.length;r(a),i.current[a]?.focus()}return P(`div`,{class:`snippets`,children:[P(`div`,{role:`tablist`,"aria-label":`Language`,onKeyDown:l,children:Js.map(({language:e},t)=>P(`button`,{ref:e=>void(i.current[t]=e),type:`button`,role:`tab`,id:`${a}-${t}`,"aria-controls":`${a}-panel`,"aria-selected":t===n,tabIndex:t===n?0:-1,onClick:()=>r(t),children:e},e))}),P(Mt,{text:c}),P(`pre`,{role:`tabpanel`,id:`${a}-panel`,"aria-labelledby":`${a}-${n}`,tabIndex:0,children:P(`code`,{children:c})}),P(`p`,{children:o})]})}function Xs({webhook:{id:e,enabled:t,channel:n,lastUsedAt:r}}){let{blocks:i,loaded:a,failure:o,start:s}=Xo(n.id,Zs),c=z(Pn),l=Ie();j(()=>c.clear(),[t]),j(()=>void(c.failure?.code===`WEBHOOK_DISABLED`&&In.tell()),[c.failure]);let u=i.flatMap(({messages:e})=>e).filter(({author:t})=>t.id===e).slice(-3);return P(`section`,{children:[P(`div`,{class:`section-head`,children:[P(`div`,{children:[P(`h2`,{children:`Watch it work`}),t?P(`p`,{children:[`Whatever is posted to the URL appears here and in `,P(`a`,{href:B.channel(n.id),children:[`#`,P(`bdi`,{children:n.name})]}),`, live.`]}):P(`p`,{id:l,children:`It is disabled, so it can post nothing, tests included. Enable it at the end of this page.`})]}),P(`button`,{type:`button`,disabled:c.busy||!t,"aria-describedby":t?void 0:l,onClick:()=>void c.run({webhookId:e}),children:`Send a test message`})]}),P(F,{failure:c.failure}),P(F,{failure:o,again:s}),P(`div`,{class:`arrivals`,role:`log`,"aria-label":`What has arrived`,children:[u.length===0&&P(`p`,{class:`waiting`,children:[a&&(r?`Nothing lately. `:`Nothing yet. `),`Listening…`]}),u.map(e=>P(Ao,{message:e},e.id))]})]})}var Zs=()=>{};function Qs({webhook:e}){let t=z(jn),n=z(Mn),[r,i]=A(!1),a=()=>void t.run({webhookId:e.id,enabled:!e.enabled});async function o(){await n.run({webhookId:e.id})&&(Ss(e.id),Xn(B.server(e.channel.server.id,`webhooks`)))}return P(`section`,{class:`card`,children:[P(`h2`,{children:e.enabled?`Disable or delete`:`Enable or delete`}),P(`p`,{children:e.enabled?`Disabled, it refuses posts with 403 until it is enabled again; its URL stays the same.`:`It is disabled: posts are refused with 403 WEBHOOK_DISABLED.`}),P(F,{failure:t.failure}),P(`div`,{class:`actions`,children:[P(`button`,{type:`button`,disabled:t.busy,onClick:a,children:e.enabled?`Disable`:`Enable`}),P(`button`,{type:`button`,class:`danger`,onClick:()=>i(!0),children:`Delete…`})]}),r&&P(q,{title:`Delete ${e.name}?`,action:`Delete webhook`,busy:n.busy,failure:n.failure,confirm:o,close:()=>i(!1),children:P(`p`,{children:[`Its URL stops working at once and for good: every program that posts to it gets `,P(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),`. What it posted stays.`]})})]})}function $s({webhook:e,url:t}){let n=z(Nn),[r,i]=A(!1);async function a(){let t=await n.run({webhookId:e.id});t&&(xs(e.id,t.regenerateWebhookUrl.url),i(!1))}return P(`section`,{class:t?`card once`:`card`,children:[P(`h2`,{children:t?`Copy the URL now`:`URL`}),P(`p`,{children:t?`It is shown this once. Whoever has it can post: keep it like a password.`:`It was shown when it was made, and cannot be shown again. Lost, or seen by somebody? Make a new one.`}),t&&P(yi,{label:`Webhook URL`,value:t}),P(`div`,{class:`actions`,children:P(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:`Regenerate URL…`})}),r&&P(q,{title:`Make a new URL?`,action:`Regenerate URL`,busy:n.busy,failure:n.failure,confirm:a,close:()=>i(!1),children:[P(`p`,{children:[`The present URL stops working at once: every program that posts to it gets `,P(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),` until it has the new one.`]}),P(`p`,{children:`Messages, name and channel stay as they are.`})]})]})}function ec({webhookId:e}){let{data:t,failure:n,reload:r}=Ur(kn,{id:e});return ki(t?.webhook?.name??``),t?.webhook===null?P(Q,{what:`webhook`}):P(`div`,{class:`page`,children:[P(F,{failure:n,again:r}),t?P(tc,{webhook:t.webhook}):!n&&P(X,{})]})}function tc({webhook:e}){let t=ws(e.id);return P(x,{children:[P(nc,{webhook:e}),P($s,{webhook:e,url:t}),P(`section`,{children:[P(`h2`,{children:`Post from anywhere`}),P(`p`,{children:t?`The URL is filled in.`:`Put the URL in the place of the one below.`}),P(Ys,{url:t??`${new URL(`.`,document.baseURI).href}webhooks/${e.id}/TOKEN`,name:e.name}),P(`p`,{class:`hint`,children:[P(`code`,{children:`name`}),` and `,P(`code`,{children:`avatarUrl`}),` are this message’s own: leave them out, and it has the webhook’s. To retry safely send the header `,P(`code`,{children:`Idempotency-Key`}),`: for 24 hours the same key and message post once.`]})]}),P(Xs,{webhook:e},e.channel.id),P(Rs,{webhook:e},e.id),P(Qs,{webhook:e})]})}function nc({webhook:e}){let[,t]=A({}),n=()=>void setTimeout(()=>t({})),r=Yr(e.avatarPath)&&!Xr(e.avatarPath);return P(`header`,{class:`page-head`,onErrorCapture:n,children:[P($r,{id:e.id,name:e.name,picture:e.avatarPath}),P(`div`,{class:`grow`,children:[P(`h1`,{children:[P(`bdi`,{children:e.name}),P(Do,{}),!e.enabled&&P(`span`,{class:`tag off`,children:`Disabled`})]}),P(`p`,{class:`lead`,children:[`Posts into `,P(`a`,{href:B.channel(e.channel.id),children:[`#`,P(`bdi`,{children:e.channel.name})]}),` · `,P(rc,{webhook:e})]}),r&&P(`p`,{class:`hint wrong`,role:`status`,children:`Its picture could not be loaded. It must be a PNG, JPEG, GIF or WebP of at most 1 MiB at a public address.`})]})]})}function rc({webhook:{lastUsedAt:e,creator:t,createdAt:n}}){return P(x,{children:[e?P(x,{children:[`last used `,P(pi,{at:e})]}):`never used`,` · `,`made `,t&&P(x,{children:[`by `,P(`bdi`,{children:t.name})]}),` `,P(pi,{at:n})]})}function ic({serverId:e}){let t=J(On,{serverId:e},({server:e})=>e?.webhooks);if(t.data===null)return P(Q,{what:`server`});let n=t.data?.items,r=P(`a`,{class:`button primary`,href:B.newWebhook(e),children:`New webhook`});return P(`div`,{class:`page`,children:[P(Z,{title:`Webhooks`,action:n?.length?r:void 0,children:`A webhook is a URL. Whatever is posted to it becomes a message.`}),P(F,{failure:t.failure,again:t.reload}),!n&&!t.failure&&P(X,{}),n?.length===0&&P(Y,{title:`No webhook yet`,children:[P(`p`,{children:`Make one, and paste its URL where your build, deploy or alerting tool asks for a webhook.`}),r]}),P(`ul`,{class:`list`,children:n?.map(({id:e,name:t,avatarPath:n,channel:r,enabled:i,lastUsedAt:a})=>P(`li`,{children:P(`a`,{class:`row`,href:B.webhook(e),children:[P($r,{id:e,name:t,picture:n}),P(`span`,{class:`row-text`,children:[P(`bdi`,{class:`row-title`,children:t}),P(`span`,{class:`row-detail`,children:[`#`,P(`bdi`,{children:r.name})]})]}),P(`span`,{class:`row-aside`,children:i?a?P(x,{children:[`Used `,P(pi,{at:a})]}):`Never used`:P(`span`,{class:`tag off`,children:`Disabled`})})]})},e))}),P(Oi,{list:t})]})}var ac={channels:js,webhooks:ic,members:_s,roles:ks,"audit-log":wa,settings:Fs},oc=e=>e.page===`newWebhook`||e.page===`server`&&(e.section===`webhooks`||e.section===`audit-log`);function sc({route:e,server:t}){if(`serverId`in e&&t===null)return P(Q,{what:`server`});if(oc(e)&&t&&!V(t.viewerPermissions,`MANAGE_SERVER`))return P(Ii,{server:t});switch(e.page){case`servers`:return P(Ls,{});case`server`:{let n=ac[e.section];return P(n,{serverId:e.serverId,server:t??null})}case`newWebhook`:return P(Ts,{serverId:e.serverId,channelId:e.channelId});case`webhook`:return P(ec,{webhookId:e.webhookId});case`channel`:return P(es,{channelId:e.channelId});case`tokens`:return P(ia,{});case`accounts`:return P(Vi,{});case`installationLog`:return P(is,{});case`account`:return P(Xi,{});default:return P(Q,{})}}function cc(){let[e,t]=A(Bn.answers);return j(()=>Bn.listen(()=>t(Bn.answers)),[]),P(`div`,{role:`status`,children:!e&&P(`p`,{class:`no-answer`,children:navigator.onLine?`The server does not answer. Trying again…`:`You are offline. This page goes on when you are back.`})})}function lc({route:e,signedOut:t}){let n=$n(),[r,i]=A(!1);return P(`div`,{class:`account`,children:[P(`a`,{class:`link`,href:B.tokens,"aria-current":e.page===`tokens`?`page`:void 0,children:[P(G,{name:`key`}),`Access tokens`]}),P(`a`,{class:`link`,href:`playground`,children:[P(G,{name:`play`}),`Playground`]}),P(`div`,{class:`me`,children:[P(`a`,{class:`link`,href:B.account,title:`Account`,"aria-current":e.page===`account`?`page`:void 0,children:[P($r,{id:n.id,name:n.name}),P(`bdi`,{children:n.name})]}),P(`button`,{type:`button`,class:`plain`,onClick:()=>bt().then(t,()=>i(!0)),title:`Sign out`,children:[P(G,{name:`leave`}),P(`span`,{class:`out-of-sight`,children:`Sign out`})]})]}),r&&P(`p`,{class:`hint`,role:`alert`,children:`Signing out did not work: the server does not answer. You are still signed in.`})]})}function uc({server:e,currentId:t,create:n}){let[r,i]=A(!1),{edges:a,pageInfo:o}=e.channels;return P(x,{children:[P(`div`,{class:`group`,children:[P(`h2`,{children:`Channels`}),n&&P(`button`,{type:`button`,class:`plain`,onClick:()=>i(!0),title:`New channel`,children:[P(G,{name:`plus`}),P(`span`,{class:`out-of-sight`,children:`New channel`})]})]}),o.hasNextPage?P(dc,{serverId:e.id,currentId:t}):P(fc,{channels:a.map(({node:e})=>e),currentId:t}),r&&P(As,{serverId:e.id,close:()=>i(!1)})]})}function dc({serverId:e,currentId:t}){let{data:n}=J(Yt,{serverId:e},({server:e})=>e?.channels,!0);return P(fc,{channels:n?.items??[],currentId:t})}function fc({channels:e,currentId:t}){return P(x,{children:e.map(({id:e,name:n})=>P(`a`,{class:`link`,href:B.channel(e),"aria-current":e===t?`page`:void 0,children:[P(G,{name:`hash`}),P(`bdi`,{children:n})]},e))})}function pc(){let{data:e}=J(Cn,{},({viewer:e})=>e.servers);return P(x,{children:[P(`div`,{class:`group`,children:P(`h2`,{children:`Servers`})}),e?.items.map(({id:e,name:t})=>P(`a`,{class:`link`,href:B.server(e),children:[P($r,{id:e,name:t}),P(`bdi`,{children:t})]},e))]})}function mc({server:e,route:t,signedOut:n,close:r}){return P(`nav`,{id:`sidebar`,class:`sidebar`,"aria-label":`Pages`,onClick:e=>e.target instanceof Element&&e.target.closest(`a`)&&r(),children:[P(`a`,{class:`brand`,href:B.servers,children:[P(`img`,{src:`assets/icon.svg`,alt:``,width:`24`,height:`24`}),`Chattr`]}),P(`div`,{class:`links`,children:e?P(_c,{server:e,route:t}):e===null?P(hc,{route:t}):P(gc,{})}),P(lc,{route:t,signedOut:n})]})}function hc({route:e}){let t=e.page===`accounts`||e.page===`installationLog`;return P(x,{children:[P(pc,{}),fs()&&P(x,{children:[P(`div`,{class:`group`,children:P(`h2`,{children:`Installation`})}),P(`a`,{class:`link`,href:B.accounts,"aria-current":t?`page`:void 0,children:[P(G,{name:`people`}),`Accounts`]})]})]})}function gc(){return P(`div`,{class:`loading`,children:[`up`,`name`,`a`,`b`,`c`].map(e=>P(`div`,{class:`link`,children:P(`div`,{class:`bone`})},e))})}function _c({server:e,route:t}){let n=t.page===`server`?t.section:t.page===`webhook`||t.page===`newWebhook`?`webhooks`:``,r=V(e.viewerPermissions,`MANAGE_SERVER`);return P(x,{children:[P(`a`,{class:`link up`,href:B.servers,children:[P(G,{name:`back`}),`All servers`]}),P(`a`,{class:`server-name`,href:B.server(e.id),title:e.name,"aria-current":n===`channels`?`page`:void 0,children:P(`bdi`,{children:e.name})}),vc.map(t=>(r||t.forAll)&&P(yc,{server:e.id,current:n,...t},t.section)),P(uc,{server:e,currentId:t.page===`channel`?t.channelId:``,create:V(e.viewerPermissions,`MANAGE_CHANNELS`)})]})}var vc=[{section:`webhooks`,icon:`webhook`,label:`Webhooks`,forAll:!1},{section:`members`,icon:`people`,label:`Members`,forAll:!0},{section:`roles`,icon:`shield`,label:`Roles`,forAll:!0},{section:`audit-log`,icon:`list`,label:`Audit log`,forAll:!1},{section:`settings`,icon:`settings`,label:`Settings`,forAll:!0}];function yc({server:e,section:t,current:n,icon:r,label:i}){return P(`a`,{class:`link`,href:B.server(e,t),"aria-current":t===n?`page`:void 0,children:[P(G,{name:r}),i]})}function bc({signedOut:e}){let t=Zn(),{look:n,...r}=Pi(t),i=Fi(r.server),[a,o]=A(!1),s=M(null),c=JSON.stringify(t);return Er(c,n),j(()=>{o(!1),s.current?.scrollTo(0,0)},[c]),P(`div`,{class:`layout ${a?`menu-open`:``}`,onKeyDown:e=>e.key===`Escape`&&o(!1),children:[P(`a`,{class:`skip`,href:`#main`,onClick:e=>(e.preventDefault(),s.current?.focus()),children:`Skip to the content`}),P(`header`,{class:`bar`,children:[P(`button`,{type:`button`,class:`plain`,"aria-expanded":a,"aria-controls":`sidebar`,onClick:()=>o(!a),children:[P(G,{name:`menu`}),P(`span`,{class:`out-of-sight`,children:`Menu`})]}),P(`bdi`,{class:`bar-title`,children:i?.name??`Chattr`})]}),P(mc,{server:i,route:t,signedOut:e,close:()=>o(!1)}),P(`div`,{class:`shade`,onClick:()=>o(!1)}),P(`main`,{id:`main`,ref:s,tabIndex:-1,children:P(Ai.Provider,{value:r,children:P(sc,{route:t,server:r.server},c)})}),P(cc,{})]})}function xc(){let[{entrance:e,failure:t,invited:n,back:r},i]=A({}),a=e=>i(t=>({...t,...e}));async function o(e){try{a({failure:e,...await Cc(Et())})}catch(e){let t=e instanceof N?e:Ye();a({failure:t,entrance:await gt().catch(()=>void 0)})}}function s(t,n){Nr(),a({entrance:e&&{...e,user:t},failure:void 0}),n&&(a({invited:void 0}),Xn(B.server(n)))}function c(t){br(),Nr(),Cs(),a({entrance:e&&{...e,user:null},failure:t,invited:void 0}),o(t)}j(()=>{o();let e=()=>Tt(location.hash)&&void o();return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),j(()=>Ln.listen(()=>c(Sc()))),j(()=>Rn.listen(()=>c()));let l=e?.user;return!e&&!t?null:!l||t?P(Rt,{way:e,failure:t,invited:n,enter:s,start:()=>void o(),goOn:()=>a({failure:void 0})},n?.secret):P(Qn.Provider,{value:l,children:P(it.Provider,{value:{name:e?.openIdName,issuer:e?.openIdIssuer,back:r,seen:()=>a({back:void 0})},children:n?P(er,{invited:n,close:()=>a({invited:void 0})}):P(bc,{signedOut:()=>c()})})})}var Sc=()=>new N(`SIGNED_OUT`,`You were signed out: the session has ended, or an administrator has disabled your account. Sign in again; if you may not, you are told.`);async function Cc({signIn:e,invite:t,linked:n,error:r,flow:i}){if(n||r){let e=await gt(),t=n||i===`link`,a=r?ut(e.openIdName,t&&!e.user?`SIGNED_OUT`:r,i):void 0;return!e.user||!t?{entrance:e,failure:a}:(location.replace(B.account),{entrance:e,back:{failure:a}})}if(!e&&!t)return{entrance:await gt()};if(Nr(),e)return{entrance:await _t(e)};let[a,o]=await Promise.all([gt(),xt(t)]);return{entrance:a,invited:{...o,secret:t}}}he(P(xc,{}),document.getElementById(`portal`));