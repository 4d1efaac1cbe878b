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
    mutation ExecuteWebhook($input: ExecuteWebhookInput!) {
  executeWebhook(input: $input) {
    message {
      id
    }
  }
}
    `);function Fn(){let e=new Set;return{tell:()=>[...e].forEach(e=>e()),listen:t=>(e.add(t),()=>void e.delete(t))}}var In=Fn(),Ln=Fn(),Rn=Fn(),zn=Fn(),Bn={answers:!0,listen:zn.listen};function Vn(e){Bn.answers!==e&&(Bn.answers=e,zn.tell())}var Hn=new URL(`graphql`,document.baseURI),Un=2e4;async function Wn(e,t){try{let n=await Gn(e,t);return Vn(!0),n}catch(e){throw Vn(!e.passing),e}}async function Gn(e,t){let n=e.toString(),{data:r,errors:i=[]}=await Kn(JSON.stringify({query:n,variables:t}),/^\s*query\b/.test(n)?AbortSignal.timeout(Un):void 0);if(i.some(e=>e.extensions?.code===`UNAUTHENTICATED`)&&Ln.tell(),!r)throw Ze(i);return r}async function Kn(e,t){let n=await(await fetch(Hn,{method:`POST`,headers:{"content-type":`application/json`,accept:`application/graphql-response+json, application/json`},body:e,signal:t}).catch(()=>null))?.json().catch(()=>null);if(!n)throw Ye();if(n.data===void 0&&!Array.isArray(n.errors))throw Qe(n);return n}var qn=[`NOT_FOUND`,`FORBIDDEN`,`CONFLICT`];function z(e,t=!0){let n=Dt();async function r(n){try{let r=await Wn(e,{input:n});return t&&In.tell(),r}catch(e){throw e instanceof N&&qn.includes(e.code)&&In.tell(),e}}return{...n,run:e=>n.run(()=>r(e))}}var Jn=[`channels`,`webhooks`,`members`,`roles`,`audit-log`,`settings`];function Yn(e){let[t=``,n]=e.replace(/^#?\/?/,``).split(`?`),[r,i=``,a=`channels`,o]=t.split(`/`),s=new URLSearchParams(n).get(`channel`)??void 0;return r?r===`tokens`||r===`account`?{page:r}:r===`accounts`?{page:i===`audit-log`?`installationLog`:`accounts`}:r===`channels`&&i?{page:`channel`,channelId:i}:r===`webhooks`&&i?{page:`webhook`,webhookId:i}:r===`servers`&&i&&a===`webhooks`&&o===`new`?{page:`newWebhook`,serverId:i,channelId:s}:r===`servers`&&i&&Jn.includes(a)?{page:`server`,serverId:i,section:a}:{page:`missing`}:{page:`servers`}}var B={servers:`#/`,tokens:`#/tokens`,account:`#/account`,accounts:`#/accounts`,installationLog:`#/accounts/audit-log`,server:(e,t=`channels`)=>`#/servers/${e}/${t}`,channel:e=>`#/channels/${e}`,webhook:e=>`#/webhooks/${e}`,newWebhook:(e,t)=>`#/servers/${e}/webhooks/new${t?`?channel=${t}`:``}`},Xn=e=>void(location.hash=e);function Zn(){let[e,t]=A(location.hash);return j(()=>{let e=()=>t(location.hash);return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),Yn(e)}var Qn=ge({id:``,name:``}),$n=()=>Fe(Qn),V=(e,t)=>e?.includes(t)||e?.includes(`ADMINISTRATOR`)||!1;function er({invited:e,close:t}){let n=$n(),r=z(Sn);async function i(){let n=await r.run({secret:e.secret});n&&(t(),Xn(B.server(n.acceptInvitation.server.id)))}return P(`main`,{class:`entrance`,children:[P(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),P(`h1`,{children:[`Join `,P(`bdi`,{children:e.server})]}),P(`p`,{class:`lead`,children:[P(`bdi`,{children:e.creator}),` invites you to this server.`]}),P(`section`,{class:`card`,children:[P(`p`,{children:[`You are signed in as `,P(`bdi`,{children:n.name}),`.`]}),P(F,{failure:r.failure}),P(`div`,{class:`actions`,children:[P(`button`,{type:`button`,class:`primary`,disabled:r.busy,onClick:i,children:`Join`}),P(`button`,{type:`button`,onClick:t,children:`Not now`})]})]})]})}function H(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function tr(e){return H(e)===`object`}function nr(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function rr(e,t){return e.length<124?e:t}var U=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))(U||{}),W=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))(W||{});function ir(e){if(!tr(e))throw Error(`Message is expected to be an object, but got ${H(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${H(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!tr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${H(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!tr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${H(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${H(e.payload.query)}`);if(e.payload.variables!=null&&!tr(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${H(e.payload.variables)}`);if(e.payload.operationName!=null&&H(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${H(e.payload.operationName)}`);if(e.payload.extensions!=null&&!tr(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${H(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${H(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!tr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${H(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${H(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!nr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${H(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function ar(e,t){return ir(typeof e==`string`?JSON.parse(e,t):e)}function or(e,t){return ir(e),JSON.stringify(e,t)}function sr(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=lr,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!dr(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(or({type:W.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof cr&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(or(e?{type:W.ConnectionInit,payload:e}:{type:W.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close(U.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close(U.InternalClientError,rr(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=ar(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(or(n.payload?{type:W.Pong,payload:n.payload}:{type:W.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==W.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close(U.BadResponse,rr(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(lr(e)&&(ur(e.code)||[U.InternalServerError,U.InternalClientError,U.BadRequest,U.BadResponse,U.Unauthorized,U.SubprotocolNotAcceptable,U.SubscriberAlreadyExists,U.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(lr(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function te(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case W.Next:t.next(e.payload);return;case W.Error:i=!0,r=!0,t.error(e.payload),a();return;case W.Complete:r=!0,a();return}});o.send(or({id:n,type:W.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(or({id:n,type:W.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:te,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=te(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new cr)}}}var cr=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function lr(e){return tr(e)&&`code`in e&&`reason`in e}function ur(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function dr(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var fr=Fn(),pr={open:!1,listen:fr.listen};function mr(e){pr.open=e,fr.tell()}function hr(){let e=new URL(`graphql`,document.baseURI);return e.protocol=e.protocol===`https:`?`wss:`:`ws:`,e.href}var gr=e=>e instanceof CloseEvent,_r=4401,vr;function yr(){return vr??=sr({url:hr(),retryAttempts:1/0,shouldRetry:e=>!(gr(e)&&e.code===_r),retryWait:e=>new Promise(t=>setTimeout(t,Math.min(500*2**e,5e3)*(.5+Math.random()))),on:{connected:()=>mr(!0),closed:()=>mr(!1)}})}function br(){vr?.dispose(),vr=void 0}function xr(e,t,n,r){return yr().subscribe({query:e.toString(),variables:t},{next:({data:e,errors:t})=>e?n(e):r(Ze(t??[])),error:e=>r(Sr(e)),complete:()=>{}})}function Sr(e){return Array.isArray(e)?Ze(e):gr(e)?(e.code===_r&&Ln.tell(),new N(`CLOSED`,`The stream was closed: ${e.code} ${e.reason}`)):new N(`INTERNAL`,`The stream broke off.`)}var G=Fn(),Cr=2e4,wr=3e3;function Tr(e,t){j(G.tell,[e]),j(()=>{let e=[kr(document,`click`,e=>Or(e.target)&&G.tell()),kr(document,`visibilitychange`,()=>Dr()&&G.tell()),kr(window,`focus`,G.tell),kr(window,`online`,G.tell),kr(window,`offline`,()=>Vn(!1)),Bn.listen(()=>Bn.answers&&G.tell()),pr.listen(()=>pr.open&&G.tell())];return()=>e.forEach(e=>e())},[]),j(()=>Er(t),[t])}function Er(e){let t,n=!1,r=()=>{clearTimeout(t),n||(t=window.setTimeout(i,(Bn.answers?Cr:wr)*(.75+Math.random()/2)))},i=()=>Dr()?void e().catch(()=>{}).then(r):r(),a=Bn.listen(r);return r(),()=>(n=!0,clearTimeout(t),a())}var Dr=()=>document.visibilityState===`visible`,Or=e=>e instanceof Element&&e.closest(`a[href]`)?.href===location.href;function kr(e,t,n){return e.addEventListener(t,n),()=>e.removeEventListener(t,n)}var Ar=new Map,jr=Fn(),Mr=()=>(Ar.clear(),jr.tell()),Nr=()=>Ar.clear(),Pr=new Map;In.listen(()=>Pr.clear());function Fr(e,t){let n=Pr.get(e);if(n)return n;let r=t().finally(()=>Pr.get(e)===r&&Pr.delete(e));return Pr.set(e,r),r}var Ir=(e,t)=>JSON.stringify(Ar.get(e))===JSON.stringify(t);function Lr(e,t){return Ir(e,t)||Ar.set(e,t),Ar.get(e)}function Rr(e,t){let[n,r]=A({key:e,data:Ar.get(e)}),i=M({key:e,read:t,run:0});i.current.key=e,i.current.read=t;let a=Pe(()=>{let{key:e,read:t}=i.current,n=++i.current.run,a=t=>{i.current.run===n&&r(n=>Br(n,t(n.key===e?n:{key:e})))};Fr(e,t).then(t=>a(()=>({key:e,data:Lr(e,t)})),t=>a(({data:n})=>({key:e,data:n,failure:n!==void 0&&t.passing?void 0:zr(t)})))},[]),o=Pe(async()=>{let{key:e,read:t}=i.current;Ir(e,await t())||G.tell()},[e]);j(()=>(a(),()=>void i.current.run++),[e]),j(()=>In.listen(a),[]),j(()=>G.listen(a),[]);let s=n.key===e?n:{data:Ar.get(e),failure:void 0};return{data:s.data,failure:s.failure,reload:a,look:o}}function zr(e){let t=e instanceof N?e:Ye();return t.code===`UNREACHABLE`?new N(t.code,`The server does not answer. This is read as soon as it does.`):t}var Br=(e,t)=>e.key===t.key&&e.data===t.data&&e.failure===t.failure?e:t,Vr=new Promise(()=>{});function Hr(e,t){return Rr(e.toString()+JSON.stringify(t),()=>t?Wn(e,t):Vr)}var Ur={hash:`M6.5 2 5 14M11 2 9.5 14M2.5 5.5h11M2 10.5h11`,webhook:`M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z`,settings:`M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 4.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0M7 11.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0`,key:`M10.5 9a3.5 3.5 0 1 0-3.3-2.3L2 12v2h2.5v-1.5H6V11h1.5l1-1M11 5.5v.01`,play:`M4.5 3v10l8-5z`,people:`M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.8c1.6.5 2.5 1.8 2.5 3.7`,shield:`M8 1.5 13.5 4v4c0 3-2.2 5.5-5.5 6.5C4.7 13.5 2.5 11 2.5 8V4z`,list:`M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.01M2.5 8v.01M2.5 12v.01`,menu:`M2 4h12M2 8h12M2 12h12`,edit:`M10.5 3 13 5.5 6 12.5 3 13l.5-3z`,delete:`M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4`,back:`M9.5 3.5 5 8l4.5 4.5`,plus:`M8 3v10M3 8h10`,leave:`M6.5 2.5H3v11h3.5M7 8h7M11 5l3 3-3 3`,user:`M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5`};function K({name:e}){return P(`svg`,{class:`icon`,viewBox:`0 0 16 16`,width:`16`,height:`16`,"aria-hidden":`true`,fill:`none`,stroke:`currentColor`,"stroke-width":`1.5`,"stroke-linecap":`round`,"stroke-linejoin":`round`,children:P(`path`,{d:Ur[e]})})}var Wr=/^(avatars\/[0-9a-f]{32})\?of=\d+$/,Gr=6e4,Kr=new Map,qr=new Map,Jr=e=>Wr.exec(e??``)?.[1];function Yr(e){let t=Jr(e);if(!t||Date.now()<(qr.get(t)??0)+Gr)return;let n=Kr.get(t)??e;return Kr.set(t,n),n}function Xr(e){let t=Jr(e);qr.set(t,Date.now()),Kr.delete(t)}var Zr=8;function Qr({id:e,name:t,picture:n}){let[r,i]=A(),[,a]=A({}),o=Yr(n);return P(`span`,{class:`avatar colour-${Number(e.slice(-6))%Zr}`,"aria-hidden":`true`,children:[$r(t),o&&P(`img`,{src:o,alt:``,class:r===o?`loaded`:``,onLoad:()=>i(o),onError:()=>(Xr(o),a({}))},o)]})}function $r(e){let t=e.split(/[^\p{L}\p{N}\p{M}\p{So}]+/u).filter(Boolean),n=e=>e?[...new Intl.Segmenter().segment(e)][0]?.segment??``:``;return(n(t[0])+(t.length>1?n(t.at(-1)):``)).toLocaleUpperCase()||`?`}var ei=new Intl.RelativeTimeFormat(void 0,{style:`short`}),ti=new Intl.DateTimeFormat(void 0,{dateStyle:`full`,timeStyle:`medium`}),ni=new Intl.DateTimeFormat(void 0,{weekday:`long`,day:`numeric`,month:`long`,year:`numeric`}),ri=new Intl.DateTimeFormat(void 0,{timeStyle:`short`}),ii=new Intl.DateTimeFormat(void 0,{dateStyle:`medium`}),ai=[[`day`,86400],[`hour`,3600],[`minute`,60]],oi=1209600;function si(e,t=Date.now()){let n=(Date.parse(e)-t)/1e3;if(Math.abs(n)<45)return`just now`;if(Math.abs(n)>oi)return ii.format(Date.parse(e));let[r,i]=ai.find(([,e])=>Math.abs(n)>=e)??[`minute`,60],a=n/i;return ei.format(a>0?Math.round(a):Math.trunc(a)||-1,r)}var ci=e=>ti.format(Date.parse(e)),li=e=>ri.format(Date.parse(e)),ui=e=>ni.format(Date.parse(e)),di=Fn();setInterval(di.tell,3e4);function fi({at:e}){let[,t]=A({});return j(()=>di.listen(()=>t({})),[]),P(`time`,{dateTime:e,title:ci(e),children:si(e)})}function q({title:e,close:t,once:n=!1,children:r}){let i=M(null),a=M(!1),o=Ie();return j(()=>{let e=i.current,t=document.activeElement;return e.showModal(),()=>{e.close(),queueMicrotask(()=>t?.isConnected&&t.focus({preventScroll:!0}))}},[]),P(`dialog`,{ref:i,"aria-labelledby":o,onCancel:e=>(e.preventDefault(),n||t()),onMouseDown:e=>e.target===i.current&&!n&&!a.current&&t(),onInput:()=>void(a.current=!0),onKeyDown:e=>n&&e.key===`Escape`&&e.preventDefault(),children:P(`div`,{class:`dialog`,children:[P(`h2`,{id:o,children:e}),r]})})}function J({title:e,action:t,danger:n=!0,busy:r,failure:i,confirm:a,close:o,children:s}){return P(q,{title:e,close:o,children:[P(`div`,{class:`explain`,children:s}),P(F,{failure:i}),P(`div`,{class:`actions end`,children:[P(`button`,{type:`button`,onClick:o,children:`Cancel`}),P(`button`,{type:`button`,class:n?`danger`:`primary`,disabled:r,onClick:a,children:t})]})]})}var pi={input:{enabled:!1},danger:!0,when:`Has left, or must not get in for now?`,action:`Disable account`,title:`Disable`,end:``,happens:[`They are signed out everywhere at once, and their access tokens stop working. Nothing signs them in until the account is enabled again.`,`Their servers, webhooks and messages stay, and the webhooks go on posting. Invitation links that they know still let somebody in: revoke those on the servers’ pages.`]},mi={input:{enabled:!0},danger:!1,when:`Should get in again?`,action:`Enable account`,title:`Enable`,end:``,happens:[`They can sign in again, and their access tokens work again.`]},hi={input:{administrator:!0},danger:!1,when:`Should look after this installation, too?`,action:`Make administrator`,title:`Make`,end:` an administrator`,happens:[`They may do everything on every server, see all accounts and their e-mail addresses, and disable and promote others, you too.`]},gi={input:{administrator:!1},danger:!0,when:`Should no longer look after this installation?`,action:`Remove as administrator`,title:`Remove`,end:` as administrator`,happens:[`They keep the servers they own or are members of, and lose all others within a second.`]},_i=({administrator:e,enabled:t})=>[e?gi:hi,t?pi:mi];function vi({label:e,value:t}){return P(`div`,{class:`secret`,children:[P(`input`,{readOnly:!0,value:t,"aria-label":e,onFocus:e=>e.currentTarget.select()}),P(Mt,{text:t,primary:!0})]})}function yi({user:e,close:t}){let n=z(Kt),[r,i]=A(``);async function a(){let t=await n.run({userId:e.id});t&&i(t.createSignInLink.url)}return r?P(q,{title:`Copy the link now`,close:t,once:!0,children:[P(`p`,{class:`explain`,children:[`It is shown this once. Give it to `,P(`bdi`,{children:e.name}),` and nobody else, where only they can read it: whoever opens it first is signed in as them.`]}),P(vi,{label:`Sign-in link`,value:r}),P(`div`,{class:`actions end`,children:P(`button`,{type:`button`,onClick:t,children:`Done`})})]}):P(J,{title:`Make a sign-in link for ${e.name}?`,action:`Make a link`,danger:!1,busy:n.busy,failure:n.failure,confirm:a,close:t,children:[P(`p`,{children:`It signs them in once, within 24 hours. On their Account page they can then, for an hour, choose a new password without the old one.`}),P(`p`,{children:`That you made it is written into the log.`})]})}function bi({account:e,close:t}){let[n,r]=A(),{name:i}=e.user;if(n===`link`)return P(yi,{user:e.user,close:t});if(n)return P(xi,{account:e,change:n,close:t});let a=_i(e);return P(q,{title:i,close:t,children:[P(`ul`,{class:`choices-of`,children:[e.enabled&&P(`li`,{children:[P(`p`,{children:`Cannot sign in, or has forgotten the password?`}),P(`button`,{type:`button`,onClick:()=>r(`link`),children:`Make a sign-in link…`})]}),a.map(e=>P(`li`,{children:[P(`p`,{children:e.when}),P(`button`,{type:`button`,class:e.danger?`danger`:``,onClick:()=>r(e),children:[e.action,`…`]})]},e.action))]}),P(`div`,{class:`actions end`,children:P(`button`,{type:`button`,onClick:t,children:`Cancel`})})]})}function xi({account:e,change:t,close:n}){let r=z(Gt);return P(J,{title:`${t.title} ${e.user.name}${t.end}?`,action:t.action,danger:t.danger,busy:r.busy,failure:r.failure,confirm:async()=>await r.run({userId:e.user.id,...t.input})&&n(),close:n,children:t.happens.map(e=>P(`p`,{children:e},e))})}function Si({account:e}){let t=$n(),[n,r]=A(!1),i=M(null),a=M(!1);j(()=>{a.current&&!n&&i.current?.focus({preventScroll:!0}),a.current=n},[n]);let{user:o,email:s,administrator:c,enabled:l,lastSignedInAt:u}=e;return P(`li`,{class:`row`,children:[P(Qr,{id:o.id,name:o.name}),P(`span`,{class:`row-text`,children:[P(`span`,{class:`row-head`,children:[P(`bdi`,{class:`row-title`,children:o.name}),o.id===t.id&&P(`span`,{class:`row-detail`,children:`you`}),c&&P(`span`,{class:`tag strong`,children:`Administrator`}),!l&&P(`span`,{class:`tag off`,children:`Disabled`})]}),s&&P(`span`,{class:`row-detail`,children:P(`bdi`,{children:s})}),P(`span`,{class:`row-detail`,children:u?P(x,{children:[`Signed in `,P(fi,{at:u})]}):`Never signed in`})]}),o.id!==t.id&&P(`button`,{type:`button`,ref:i,class:`small`,onClick:()=>r(!0),children:[`Manage`,P(`span`,{class:`out-of-sight`,children:[` `,P(`bdi`,{children:o.name})]})]}),n&&P(bi,{account:e,close:()=>r(!1)})]})}function Y(e,t,n,r=!1){return Ti(e.toString()+JSON.stringify(t),r,async r=>{let i=n(await Wn(e,{...t,after:r}));return i?{items:wi(i),more:i.pageInfo.hasNextPage,cursor:i.pageInfo.endCursor}:null})}function Ci(e,t,n){return Ti(e.toString()+JSON.stringify(t),!1,async r=>{let i=n(await Wn(e,{...t,before:r}));return i?{items:wi(i).reverse(),more:i.pageInfo.hasPreviousPage,cursor:i.pageInfo.startCursor}:null})}var wi=({edges:e})=>e.map(({node:e})=>e);function Ti(e,t,n){let[r,i]=A({key:e,pages:1}),a=t?1/0:r.key===e?r.pages:1,o=Rr(`${e} ${a}`,()=>Ei(n,a)),s=M({key:e});return(o.data!==void 0||s.current.key!==e)&&(s.current={key:e,data:o.data}),{...o,data:s.current.data,showMore:()=>i({key:e,pages:a+1})}}async function Ei(e,t){let n=[],r=null;for(let i=0;i<t;i++){let t=await e(r);if(!t)return null;if(n.push(...t.items),!t.more)return{items:n,more:!1};r=t.cursor}return{items:n,more:!0}}function X({title:e,children:t}){return P(`div`,{class:`empty`,children:[P(`h2`,{children:e}),t]})}function Z({rows:e=3}){return P(`div`,{class:`loading`,role:`status`,children:[P(`span`,{class:`out-of-sight`,children:`Loading…`}),Array.from({length:e},(e,t)=>P(`div`,{class:`bone`},t))]})}function Di({list:e}){return e.data?.more?P(`button`,{type:`button`,class:`more`,onClick:e.showMore,children:`Show more`}):null}function Q({title:e,action:t,children:n}){return Oi(e),P(`header`,{class:`page-head`,children:[P(`div`,{children:[P(`h1`,{children:P(`bdi`,{children:e})}),n&&P(`p`,{class:`lead`,children:n})]}),t]})}function Oi(e){j(()=>void(document.title=e?`${e} · Chattr`:`Chattr`),[e])}var ki=ge({}),Ai=()=>Fe(ki),ji=new Map;jr.listen(()=>ji.clear());function Mi(e,t,n){ji.set(t,{name:e,serverId:n})}function Ni(e){let t=Hr(Xt,e.page===`channel`?{id:e.channelId}:null),n=Hr(kn,e.page===`webhook`?{id:e.webhookId}:null),r=t.data?.channel??n.data?.webhook,i=e.page===`channel`?e.channelId:e.page===`webhook`?e.webhookId:void 0,a=t.data?.channel?.server??n.data?.webhook?.channel.server;r&&a&&Mi(r.name,r.id,a.id);let o=t.data?.channel===null||n.data?.webhook===null,s=`serverId`in e?e.serverId:o?ji.get(i)?.serverId:void 0,c=Hr(wn,s?{id:s}:null),l=s?c.data?.server:i&&!o?a:null;l&&Mi(l.name,l.id,l.id);let u=l===null&&s!==void 0;j(()=>void(u&&Nr()),[u]);let d=Hr(Ut,s||i?null:{}),f=s?c:e.page===`channel`?t:e.page===`webhook`?n:d;return{server:l,serverName:s&&ji.get(s)?.name,name:i&&ji.get(i)?.name,look:f.look}}function Pi(e){let t=M(e);return e!==void 0&&(t.current=e),t.current}function $({what:e=`page`}){let{server:t,serverName:n,name:r}=Ai();return e!==`page`&&t===void 0?null:t&&(e===`server`||e===`webhook`&&!V(t.viewerPermissions,`MANAGE_SERVER`))?P(Fi,{server:t}):t&&e===`channel`?P(X,{title:`#${r} was deleted`,children:[P(`p`,{children:`Its messages went with it.`}),P(Li,{server:t})]}):t&&e===`webhook`?P(X,{title:`The webhook ${r} was deleted`,children:[P(`p`,{children:`Its URL works no more. What it posted stays.`}),P(Li,{server:t})]}):n?P(X,{title:`You are no longer a member of ${n}`,children:[P(`p`,{children:`You were removed from the server, or it was deleted.`}),P(Ri,{})]}):P(X,{title:`There is no such ${e}`,children:[P(`p`,{children:`It may have been deleted, or you may not see it.`}),P(Ri,{})]})}function Fi({server:e}){return P(X,{title:`You may not see this page`,children:[P(`p`,{children:P(Ii,{permission:`MANAGE_SERVER`,server:e})}),P(Li,{server:e})]})}function Ii({permission:e,server:t}){return P(x,{children:[`It needs the permission “`,Ge[e][0],`”; ask `,P(`bdi`,{children:t.owner.name}),`, who owns the server, for a role that has it.`]})}var Li=({server:e})=>P(`a`,{class:`button`,href:B.server(e.id),children:[`Go to `,P(`bdi`,{children:e.name})]}),Ri=()=>P(`a`,{class:`button`,href:B.servers,children:`Go to your servers`}),zi=250;function Bi(){let[e,t]=A(``),n=Vi(e.trim()),r=Y(Wt,{search:n},({accounts:e})=>e);if(r.data===null)return P($,{});let i=M(r.data);r.data&&(i.current=r.data);let a=i.current?.items;return P(`div`,{class:`page`,children:[P(Q,{title:`Accounts`,action:P(`a`,{class:`button`,href:B.installationLog,children:`Audit log`}),children:`Everybody who has an account here.`}),P(`input`,{class:`search`,type:`search`,"aria-label":`Search accounts`,placeholder:`Name or e-mail`,autocomplete:`off`,spellcheck:!1,maxLength:254,value:e,onInput:e=>t(e.currentTarget.value)}),P(F,{failure:r.failure,again:r.reload}),!a&&!r.failure&&P(Z,{rows:5}),P(`div`,{role:`status`,children:r.data?.items.length===0&&P(X,{title:`Nobody found`,children:P(`p`,{children:[`No account has “`,n,`” in its name or e-mail address.`]})})}),P(`ul`,{class:`list`,children:a?.map(e=>P(Si,{account:e},e.user.id))}),P(Di,{list:r})]})}function Vi(e){let[t,n]=A(e);return j(()=>{let t=setTimeout(()=>n(e),zi);return()=>clearTimeout(t)},[e]),t}function Hi({has:e,changed:t}){let n=Dt(),r=$n(),[i,a]=A(``),[o,s]=A(``),[c,l]=A(!1);async function u(){let e=await n.run(()=>wt(i||null,o));l(!!e),e&&(a(``),s(``),t())}return P(`section`,{class:`card`,children:[P(`h2`,{children:e?`Change the password`:`Set a password`}),P(`p`,{children:e?`Your other sessions are signed out. Access tokens stay until they are revoked.`:`So far you sign in without one.`}),P(L,{submit:u,action:e?`Change password`:`Set password`,busy:n.busy,failure:n.failure,done:c&&`The password is changed.`,children:[P(`input`,{type:`text`,name:`username`,value:r.name,autocomplete:`username`,hidden:!0,readOnly:!0}),e&&P(I,{label:`Present password`,name:`current`,type:`password`,value:i,change:a,failure:n.failure,autocomplete:`current-password`,hint:`Not needed within an hour after signing in with a link.`}),P(I,{label:`New password`,name:`new`,type:`password`,value:o,change:s,failure:n.failure,required:!0,autocomplete:`new-password`,hint:`10 characters or more.`})]})]})}function Ui({name:e,hasPassword:t}){let n=Dt(),r=$n(),[i,a]=A(!1),[o,s]=A(``);async function c(){let e=await n.run(()=>Ct(o||null));e&&location.assign(e.url)}let l=()=>(a(!1),s(``),n.clear());return P(x,{children:[P(`button`,{type:`button`,class:`small`,onClick:()=>a(!0),children:`Link…`}),i&&P(q,{title:`Link ${e}`,close:l,children:[P(`p`,{class:`explain`,children:[`You go to `,P(`bdi`,{children:e}),`, sign in there, and come back. From then on you can sign in here with it.`]}),P(L,{submit:c,action:`Continue`,busy:n.busy,failure:lt(e,`link`,n.failure),cancel:l,children:[P(`input`,{type:`text`,name:`username`,value:r.name,autocomplete:`username`,hidden:!0,readOnly:!0}),t&&P(I,{label:`Present password`,name:`current`,type:`password`,value:o,change:s,failure:n.failure,autocomplete:`current-password`,hint:`Not needed within an hour after signing in with a link.`})]})]})]})}function Wi({name:e,state:t,children:n}){return P(`li`,{class:`method`,children:[P(`span`,{class:`grow`,children:[P(`b`,{children:P(`bdi`,{children:e})}),P(`span`,{class:`row-detail`,children:t})]}),n]})}function Gi({issuer:e,name:t,done:n}){let r=z(xn),[i,a]=A(!1);return P(x,{children:[P(`button`,{type:`button`,class:`small`,onClick:()=>a(!0),children:`Unlink…`}),i&&P(J,{title:`Unlink ${t}?`,action:`Unlink`,busy:r.busy,failure:r.failure,confirm:async()=>await r.run({issuer:e})&&(a(!1),n()),close:()=>(a(!1),r.clear()),children:[P(`p`,{children:[`You can no longer sign in with `,P(`bdi`,{children:t}),`, until you link it again. Your other sessions are signed out.`]}),P(`p`,{children:`Your account, your servers and your access tokens stay.`})]})]})}function Ki({viewer:e}){let{name:t,issuer:n,seen:r,...i}=Fe(it),[a]=A(i.back),[o,s]=A(``);j(r,[]);let c=e.identities??[],l=e.signInMethods?.includes(`PASSWORD`)??!1,u=c.some(({issuer:e})=>e===n),d=e=>t&&e===n?t:qi(e);return!t&&c.length===0&&!o?null:P(`section`,{class:`card methods`,children:[P(`h2`,{children:`Ways to sign in`}),P(`p`,{children:`Beside links, which whoever runs this Chattr can print for you.`}),!o&&P(F,{failure:a?.failure}),P(`p`,{class:`done`,role:`status`,children:o||a&&!a.failure&&`Linked. From now on you can sign in with ${t}.`}),P(`ul`,{children:[P(Wi,{name:`Password`,state:l?`Set. Change it below`:`Not set. Set one below`}),c.map(({issuer:e,createdAt:t})=>P(Wi,{name:d(e),state:P(x,{children:[`Linked `,P(fi,{at:t}),e!==n&&`, but not in use here any more`]}),children:P(Gi,{issuer:e,name:d(e),done:()=>s(`Unlinked. You no longer sign in with ${d(e)}.`)})},e)),t&&!u&&P(Wi,{name:t,state:`Not linked`,children:P(Ui,{name:t,hasPassword:l})})]})]})}var qi=e=>URL.canParse(e)?new URL(e).hostname:e;function Ji(){let e=Dt();return P(`section`,{class:`card`,children:[P(`h2`,{children:`Sign out everywhere`}),P(`p`,{children:`Ends all your sessions, this one too. Access tokens stay until they are revoked.`}),P(F,{failure:e.failure}),P(`div`,{class:`actions`,children:P(`button`,{type:`button`,disabled:e.busy,onClick:async()=>await e.run(()=>bt(!0))&&Rn.tell(),children:`Sign out everywhere`})})]})}function Yi(){let{data:e,failure:t,reload:n}=Hr(yn,{});return P(`div`,{class:`page narrow`,children:[P(Q,{title:`Account`}),P(F,{failure:t,again:n}),!e&&!t&&P(Z,{}),e&&P(x,{children:[P(Xi,{viewer:e.viewer}),P(Ki,{viewer:e.viewer}),P(Hi,{has:e.viewer.signInMethods?.includes(`PASSWORD`)??!1,changed:n}),P(Ji,{})]})]})}function Xi({viewer:e}){let t=z(bn),[n,r]=A(e.user.name),[i,a]=A(e.email??``),[o,s]=A(!1);return P(`section`,{class:`card`,children:P(L,{submit:async()=>s(!!await t.run({name:n,email:i.trim()||null})),action:`Save`,busy:t.busy,failure:t.failure,done:o&&`Saved.`,children:[P(I,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autocomplete:`username`,hint:`What others see. Messages keep the name they were posted under.`}),P(I,{label:`E-mail`,name:`email`,type:`email`,value:i,change:a,failure:t.failure,autocomplete:`email`,hint:`For signing in only: only administrators see it, and nothing is sent to it.`})]})})}function Zi({label:e,value:t,change:n,options:r,hint:i}){let a=Ie();return P(`div`,{class:`field`,children:[P(`label`,{for:a,children:e}),P(`select`,{id:a,value:t,"aria-describedby":i&&`${a}-hint`,onChange:e=>n(e.currentTarget.value),children:r.map(([e,t])=>P(`option`,{value:e,children:t},e))}),i&&P(`p`,{class:`hint`,id:`${a}-hint`,children:i})]})}function Qi({chosen:e,choose:t}){let{data:n}=Hr(Bt,{}),r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]),i=n?.viewer.servers.edges.map(({node:e})=>e)??[];return P(`fieldset`,{class:`channel-choice`,children:[P(`legend`,{children:[`Channels `,P(`span`,{class:`hint`,children:e.length===0?`all of them, also future ones`:`only ${e.length}`})]}),P(`div`,{class:`choices`,children:i.flatMap(({id:t,name:n,channels:i})=>[P(`p`,{class:`hint`,children:P(`bdi`,{children:n})},t),...i.edges.map(({node:t})=>P(`label`,{class:`check`,children:[P(`input`,{type:`checkbox`,checked:e.includes(t.id),onChange:()=>r(t.id)}),`#`,P(`bdi`,{children:t.name})]},t.id))])})]})}var $i=864e5,ea=[[`7`,`7 days`],[`30`,`30 days`],[`90`,`90 days`],[`365`,`1 year`],[``,`Never`]];function ta({close:e}){let t=z(Vt),[n,r]=A(``),[i,a]=A(`90`),[o,s]=A(!0),[c,l]=A([]),[u,d]=A(``);async function f(){let e=i?new Date(Date.now()+Number(i)*$i).toISOString():null,r=await t.run({name:n,expiresAt:e,readOnly:o,channelIds:c.length>0?[...c]:null});r&&d(r.createAccessToken.secret)}return u?P(q,{title:`Copy the token now`,close:e,once:!0,children:[P(`p`,{class:`explain`,children:[`It is shown this once. Send it as `,P(`code`,{children:`Authorization: Bearer …`}),`, and keep it like a password.`]}),P(vi,{label:`Access token`,value:u}),P(`div`,{class:`actions end`,children:P(`button`,{type:`button`,onClick:e,children:`Done`})})]}):P(q,{title:`New access token`,close:e,children:P(L,{submit:f,action:`Create token`,busy:t.busy,failure:t.failure,cancel:e,children:[P(I,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`status page`,hint:`What it is for.`}),P(Zi,{label:`Expires`,value:i,change:a,options:ea}),P(`label`,{class:`check`,children:[P(`input`,{type:`checkbox`,checked:o,onChange:e=>s(e.currentTarget.checked)}),P(`span`,{children:[`Read only `,P(`span`,{class:`hint`,children:`It can watch and query, and change nothing. A page on the web needs no more.`})]})]}),P(Qi,{chosen:c,choose:l})]})})}function na(){let e=Y(zt,{},({viewer:e})=>e.accessTokens),[t,n]=A(!1),r=e.data?.items,i=P(`button`,{type:`button`,class:`primary`,onClick:()=>n(!0),children:`New token`});return P(`div`,{class:`page`,children:[P(Q,{title:`Access tokens`,action:r?.length?i:void 0,children:`A token lets a program act as you, within the bounds you set.`}),P(F,{failure:e.failure,again:e.reload}),!r&&!e.failure&&P(Z,{}),r?.length===0&&P(X,{title:`No access token yet`,children:[P(`p`,{children:`A page that shows a channel needs one that only reads, bound to that channel.`}),i]}),P(`ul`,{class:`list`,children:r?.map(e=>P(ra,{token:e},e.id))}),P(Di,{list:e}),t&&P(ta,{close:()=>n(!1)})]})}function ra({token:e}){let t=z(Ht),[n,r]=A(!1),i=e.expiresAt!==null&&Date.parse(e.expiresAt)<Date.now();return P(`li`,{class:`row`,children:[P(`span`,{class:`row-text`,children:[P(`span`,{class:`row-head`,children:[P(`bdi`,{class:`row-title`,children:e.name}),e.readOnly&&P(`span`,{class:`tag`,children:`Read only`}),i&&P(`span`,{class:`tag off`,children:`Expired`})]}),P(`span`,{class:`row-detail`,children:[e.channels?e.channels.map(({id:e,name:t},n)=>P(`span`,{children:[n>0&&`, `,`#`,P(`bdi`,{children:t})]},e)):`All channels`,` · `,e.lastUsedAt?P(x,{children:[`used `,P(fi,{at:e.lastUsedAt})]}):`never used`,` · `,e.expiresAt?P(x,{children:[i?`expired`:`expires`,` `,P(fi,{at:e.expiresAt})]}):`never expires`]})]}),P(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),children:`Revoke…`}),n&&P(J,{title:`Revoke ${e.name}?`,action:`Revoke token`,busy:t.busy,failure:t.failure,close:()=>r(!1),confirm:()=>void t.run({accessTokenId:e.id}),children:P(`p`,{children:`Programs that use it are refused at once, and their open streams end. This cannot be undone.`})})]})}var ia={CREATED:`created`,UPDATED:`changed`,DELETED:`deleted`,URL_REGENERATED:`gave a new URL to`,REMOVED:`removed`,LEFT:`left`,TRANSFERRED:`handed over`,GIVEN:`gave`,TAKEN:`took`,JOINED:`joined`,REVOKED:`revoked`,SIGN_IN_LINK_CREATED:`made a sign-in link for`,ACCOUNT_UPDATED:`changed`,ACCOUNT_LINKED:`linked`,ACCOUNT_UNLINKED:`unlinked`};function aa(e,t){let n=e.startsWith(`${t}_`)?e.slice(t.length+1):e;return ia[n]??sa(n)}var oa=e=>e===`USER`?`account of`:sa(e),sa=e=>e.toLowerCase().replace(/_/g,` `),ca=e=>sa(e.replace(/Id$/,``).replace(/([A-Z])/g,` $1`)).replace(/\burl\b/,`URL`);function la({list:e,children:t}){let n=e.data?.items;return P(x,{children:[P(F,{failure:e.failure,again:e.reload}),!n&&!e.failure&&P(Z,{rows:6}),n?.length===0&&P(X,{title:`Nothing yet`,children:P(`p`,{children:t})}),P(`ul`,{class:`list`,children:n?.map(e=>P(ua,{entry:e},e.id))}),P(Di,{list:e})]})}function ua({entry:{action:e,actor:t,actorName:n,target:r,changes:i,createdAt:a}}){return P(`li`,{class:`row`,children:[P(Qr,{id:t?.id??`0`,name:n}),P(`span`,{class:`row-text`,children:[P(`span`,{children:[P(`bdi`,{class:`row-title`,children:n}),` `,aa(e,r.kind),` `,r.kind!==`INVITATION`&&`the ${oa(r.kind)} `,P(`bdi`,{class:`row-title`,children:r.name})]}),i.map(({field:e,before:t,after:n})=>P(`span`,{class:`row-detail`,children:[ca(e),`: `,P(da,{text:t}),` → `,P(da,{text:n})]},e))]}),P(`span`,{class:`row-aside`,children:P(fi,{at:a})})]})}var da=({text:e})=>e===null?P(`em`,{children:`nothing`}):P(`bdi`,{children:e});function fa({serverId:e}){let t=Ci(qt,{serverId:e},({server:e})=>e?.auditLog);return t.data===null?P($,{what:`server`}):P(`div`,{class:`page`,children:[P(Q,{title:`Audit log`,children:`Who did what on this server, newest first.`}),P(la,{list:t,children:`Each change of channels, webhooks and the server itself is written down here.`})]})}var pa=new Map;jr.listen(()=>pa.clear());var ma=()=>Array.from(crypto.getRandomValues(new Uint8Array(16)),e=>e.toString(16).padStart(2,`0`)).join(``),ha=e=>({content:e,key:ma()}),ga=e=>pa.get(e)??ha(``);function _a(e,t){t.content?pa.set(e,t):pa.delete(e)}function va({label:e,value:t,change:n,send:r,cancel:i,placeholder:a,autofocus:o,disabled:s}){let c=M(null);Me(()=>{let{style:e}=c.current;e.height=`auto`,e.height=`${c.current.scrollHeight+2}px`},[t]),j(()=>{o&&(c.current.focus(),c.current.selectionStart=t.length)},[]);function l(e){if(e.key===`Escape`&&i)return i();e.key!==`Enter`||e.shiftKey||e.isComposing||(e.preventDefault(),r())}return P(`textarea`,{ref:c,rows:1,value:t,"aria-label":e,placeholder:a,disabled:s,onInput:e=>n(e.currentTarget.value),onKeyDown:l})}var ya=4e3,ba=()=>matchMedia(`(pointer: fine)`).matches;function xa({channel:e,mayPost:t}){let[n,r]=A(()=>ga(e.id)),i=z(gn,!1),{content:a,key:o}=n,s=ya-[...a.trim()].length;function c(t){_a(e.id,t),r(t)}function l(e){c(ha(e)),i.failure&&i.clear()}async function u(){if(!t||i.busy||!a.trim()||s<0||(c(ha(``)),await i.run({channelId:e.id,content:a,idempotencyKey:o})))return;let r=ga(e.id).content;c(r?ha(`${a}\n${r}`):n)}let d=`Message #${e.name}`;return P(`form`,{class:`composer`,onSubmit:e=>(e.preventDefault(),void u()),children:[t&&P(F,{failure:i.failure}),P(`div`,{class:`composer-row`,children:[P(va,{label:d,placeholder:t?i.busy?`Sending…`:d:`You may not post here`,value:a,change:l,send:u,autofocus:t&&ba(),disabled:!t}),P(`button`,{type:`submit`,class:`primary`,disabled:!t||i.busy||!a.trim()||s<0,children:`Send`})]}),!t&&P(`p`,{class:`hint`,role:`status`,children:[`You may not post here. `,P(Ii,{permission:`POST_MESSAGES`,server:e.server})]}),t&&s<500&&P(`p`,{class:`hint ${s<0?`wrong`:``}`,role:`status`,children:[Sa(Math.abs(s)),` `,s<0?`too long`:`left`]})]})}var Sa=e=>`${e} ${e===1?`character`:`characters`}`;function Ca({channel:e,serverId:t,close:n}){let r=z(Qt),i=z($t),[a,o]=A(e.name),[s,c]=A(e.topic??``),[l,u]=A(!1);return l?P(J,{title:`Delete #${e.name}?`,action:`Delete channel`,busy:i.busy,failure:i.failure,confirm:async()=>await i.run({channelId:e.id})&&Xn(B.server(t)),close:n,children:P(`p`,{children:`All its messages are deleted, and the URLs of its webhooks stop working at once. This cannot be undone.`})}):P(q,{title:`Edit channel`,close:n,children:[P(L,{submit:async()=>await r.run({channelId:e.id,name:a,topic:s.trim()||null})&&n(),action:`Save`,busy:r.busy,failure:r.failure,cancel:n,children:[P(I,{label:`Name`,name:`name`,value:a,change:o,failure:r.failure,required:!0,autofocus:!0}),P(I,{label:`Topic`,name:`topic`,value:s,change:c,failure:r.failure})]}),P(`button`,{type:`button`,class:`danger quiet`,onClick:()=>u(!0),children:`Delete channel…`})]})}function wa({loaded:e,connected:t,failed:n}){let[r,i]=n?[`off`,`Stopped`]:e?t?[`on`,`Live`]:[`busy`,`Reconnecting…`]:[`busy`,`Loading…`];return P(`span`,{class:`live ${r}`,role:`status`,children:i})}var Ta=25,Ea=0,Da=e=>({id:++Ea,messages:e});function Oa(e){let t=[];for(let n=0;n<e.length;n+=Ta)t.push(Da(e.slice(n,n+Ta)));return t}var ka=(e,t)=>[...Oa(t),...e];function Aa(e,t){if(Fa(e,t.id)>=0)return e;let n=e.at(-1);return!n||n.messages.length>=Ta?[...e,Da([t])]:[...e.slice(0,-1),{id:n.id,messages:[...n.messages,t]}]}var ja=(e,t)=>Pa(e,t.id,e=>e.map(e=>e.id===t.id?t:e)),Ma=(e,t)=>Pa(e,t,e=>e.filter(e=>e.id!==t)).filter(({messages:e})=>e.length>0);function Na(e,t){let n=new Set(t.slice(-2).flatMap(({messages:e})=>e.map(({id:e})=>e))),r=e.slice(e.findLastIndex(e=>e.messages.some(({id:e})=>n.has(e)))).flatMap(e=>e.messages);return r.length-1-r.findLastIndex(({id:e})=>n.has(e))}function Pa(e,t,n){let r=Fa(e,t);return r<0?e:e.map((e,t)=>t===r?{id:e.id,messages:n(e.messages)}:e)}var Fa=(e,t)=>e.findLastIndex(({messages:e})=>e.some(e=>e.id===t));function Ia(e){class t extends S{shouldComponentUpdate(e){let t=this.props;return Object.entries(e).some(([e,n])=>t[e]!==n)}render(){return y(e,this.props)}}return t}var La=3,Ra=/^\s{0,3}[-*+]\s+(?=\S)/,za=/^\s{0,3}(\d{1,9})[.)]\s+(?=\S)/,Ba=/^#{1,6}\s+(?=\S)/,Va=/^\s{0,3}>\s?/,Ha=/^\s{0,3}```/;function Ua(e,t=0){let n=e.split(/\r\n|\r|\n/),r=[],i=0,a=e=>{let t=i;for(;i<n.length&&e.test(n[i]);)i++;return n.slice(t,i).map(t=>t.replace(e,``))};for(;i<n.length;){let e=n[i],o=Ha.test(e)?n.findIndex((e,t)=>t>i&&Ha.test(e)):-1;o>0?(r.push({kind:`code`,text:n.slice(i+1,o).join(`
`)}),i=o+1):Va.test(e)&&t<La?r.push({kind:`quote`,blocks:Ua(a(Va).join(`
`),t+1)}):Ra.test(e)?r.push({kind:`list`,start:null,items:a(Ra)}):za.test(e)?r.push({kind:`list`,start:Number(za.exec(e)[1]),items:a(za)}):Ba.test(e)?r.push({kind:`heading`,lines:[n[i++].replace(Ba,``)]}):e.trim()===``?i++:r.push({kind:`paragraph`,lines:Ga(n,()=>n[i++],()=>i)})}return r}var Wa=e=>[Va,Ra,za,Ba,Ha].some(t=>t.test(e));function Ga(e,t,n){let r=[t()];for(;n()<e.length&&e[n()].trim()!==``&&!Wa(e[n()]);)r.push(t());return r}function Ka(e){let t=URL.canParse(e)?new URL(e):null;return t&&(t.protocol===`https:`||t.protocol===`http:`)&&!t.username&&!t.password?t.href:null}var qa=/https?:\/\/[^\s<>"`]+/y;function Ja(e,t){if(t>0&&/[\p{L}\p{N}_]/u.test(e[t-1]))return null;qa.lastIndex=t;let n=qa.exec(e)?.[0]??``;for(;/[.,;:!?'*_~\]]$/.test(n)||n.endsWith(`)`)&&!n.includes(`(`);)n=n.slice(0,-1);let r=Ka(n);return r?{text:n,href:r}:null}var Ya=/\[([^[\]\n]{1,300})\]\(<?(https?:\/\/[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/y;function Xa(e,t){Ya.lastIndex=t;let[n,r=``,i=``]=Ya.exec(e)??[],a=n&&!/:\/\/|www\./i.test(r)?Ka(i):null;return n&&a?{length:n.length,label:r,href:a}:null}var Za=6,Qa=[[`**`,`strong`],[`__`,`strong`],[`~~`,`strike`],[`*`,`emphasis`],[`_`,`emphasis`]],$a=/[\\`*_~[]|https?:\/\//g;function eo(e,t=0){let n=[],r=``,i=0;for(;i<e.length;){$a.lastIndex=i;let a=$a.exec(e)?.index??e.length;if(r+=e.slice(i,a),i=a,i===e.length)break;let o=t<Za?to(e,i,t):null;o?.node.kind===`text`?r+=o.node.text:o?(r&&n.push({kind:`text`,text:r}),r=``,n.push(o.node)):r+=e[i],i+=o?.length??1}return r&&n.push({kind:`text`,text:r}),n}function to(e,t,n){switch(e[t]){case`\\`:return/[!-/:-@[-`{-~]/.test(e[t+1]??``)?{length:2,node:{kind:`text`,text:e[t+1]}}:null;case"`":return no(e,t);case`[`:return ro(e,t,n);case`h`:return io(e,t);default:return so(e,t,n)}}function no(e,t){let n=/^`+/.exec(e.slice(t))[0],r=e.indexOf(n,t+n.length);if(r<0)return{length:n.length,node:{kind:`text`,text:n}};let i=e.slice(t+n.length,r);return i.trim()?{length:r+n.length-t,node:{kind:`code`,text:i.trim()}}:null}function ro(e,t,n){let r=Xa(e,t);return r&&{length:r.length,node:{kind:`link`,href:r.href,children:eo(r.label,n+1)}}}function io(e,t){let n=Ja(e,t);return n&&{length:n.text.length,node:{kind:`link`,href:n.href,children:[{kind:`text`,text:n.text}]}}}var ao=e=>e!==void 0&&/[\p{L}\p{N}_]/u.test(e),oo=e=>e===void 0||/\s/.test(e);function so(e,t,n){for(let[r,i]of Qa){let a=t+r.length;if(!e.startsWith(r,t)||oo(e[a])||r[0]===`_`&&ao(e[t-1]))continue;let o=co(e,r,a);if(o>a)return{length:o+r.length-t,node:{kind:i,children:eo(e.slice(a,o),n+1)}}}return null}function co(e,t,n){for(let r=e.indexOf(t,n+1);r>0;r=e.indexOf(t,r+1)){let n=e[r+t.length];if((t.length!==1||n!==t&&e[r-1]!==t)&&!oo(e[r-1])&&!(t[0]===`_`&&ao(n)))return r}return-1}var lo=Ia(function({text:e}){return P(`div`,{class:`markdown`,dir:`auto`,children:Ua(e).map(uo)})});function uo(e){switch(e.kind){case`code`:return P(`pre`,{tabIndex:0,dir:`ltr`,children:P(`code`,{children:e.text})});case`quote`:return P(`blockquote`,{children:e.blocks.map(uo)});case`list`:{let t=e.items.map(e=>P(`li`,{children:fo(e)}));return e.start===null?P(`ul`,{children:t}):P(`ol`,{start:e.start,children:t})}default:{let t=e.lines.flatMap((e,t)=>t===0?fo(e):[P(`br`,{}),...fo(e)]);return P(`p`,{class:e.kind===`heading`?`heading`:void 0,children:t})}}}var fo=e=>eo(e).map(po);function po(e){switch(e.kind){case`text`:return e.text;case`code`:return P(`code`,{children:e.text});case`link`:return P(`a`,{href:e.href,title:e.href,target:`_blank`,rel:`noopener noreferrer nofollow ugc`,children:e.children.map(po)});default:{let t={strong:`strong`,emphasis:`em`,strike:`del`}[e.kind];return P(t,{children:e.children.map(po)})}}}function mo(){return P(`span`,{class:`badge`,children:[P(K,{name:`webhook`}),`Webhook`]})}function ho({message:e,close:t}){let[n,r]=A(e.content),i=z(_n),a=async()=>(n===e.content||await i.run({messageId:e.id,content:n}))&&t();return P(`form`,{class:`edit-message`,onSubmit:e=>(e.preventDefault(),void a()),children:[P(va,{label:`Message`,value:n,change:r,send:a,cancel:t,autofocus:!0}),P(F,{failure:i.failure}),P(`div`,{class:`actions`,children:[P(`button`,{type:`submit`,class:`primary small`,disabled:i.busy,children:`Save`}),P(`button`,{type:`button`,class:`small`,onClick:t,children:`Cancel`})]})]})}function go({message:e,rights:t,edit:n}){let[r,i]=A(!1),a=z(vn),o=e.author.kind===`USER`&&e.author.id===t.userId&&t.post;return!o&&!t.manage?null:P(x,{children:[P(`div`,{class:`message-actions`,children:[o&&P(`button`,{type:`button`,class:`plain`,onClick:n,title:`Edit`,children:[P(K,{name:`edit`}),P(`span`,{class:`out-of-sight`,children:`Edit message`})]}),P(`button`,{type:`button`,class:`plain`,onClick:()=>i(!0),title:`Delete`,children:[P(K,{name:`delete`}),P(`span`,{class:`out-of-sight`,children:`Delete message`})]})]}),r&&P(J,{title:`Delete this message?`,action:`Delete message`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({messageId:e.id})&&i(!1),close:()=>i(!1),children:P(`p`,{children:`Its text is gone at once, for everybody and for good.`})})]})}function _o({message:e,newDay:t,continued:n,rights:r}){let[i,a]=A(!1),{author:o,content:s,createdAt:c,editedAt:l}=e;return P(x,{children:[t&&P(`p`,{class:`day`,children:P(`span`,{children:ui(c)})}),P(`article`,{class:`message ${n?`continued`:``}`,tabIndex:-1,children:[n?P(`span`,{class:`clock`,title:ci(c),"aria-hidden":!0,children:li(c)}):P(Qr,{id:o.id,name:o.name,picture:o.avatarPath}),P(`div`,{class:`message-body`,children:[P(`header`,{class:n?`out-of-sight`:``,children:[P(`bdi`,{class:`author`,children:o.name}),o.kind===`WEBHOOK`&&P(mo,{}),P(fi,{at:c})]}),i?P(ho,{message:e,close:()=>a(!1)}):P(lo,{text:s}),l&&!i&&P(`span`,{class:`edited`,title:`Edited ${ci(l)}`,children:`edited`})]}),r&&!i&&P(go,{message:e,rights:r,edit:()=>a(!0)})]})]})}var vo=Ia(function({block:e,previous:t,rights:n,sight:r}){let i=M(null),[a,o]=A(null);return j(()=>{let e=i.current;return r.watch(e,t=>o(t?null:t=>t??e.getBoundingClientRect().height))},[]),a===null?P(`div`,{ref:i,class:`block`,children:e.messages.map((r,i)=>{let a=i===0?t:e.messages[i-1],o=!a||ui(a.createdAt)!==ui(r.createdAt);return P(_o,{message:r,newDay:o,continued:!o&&bo(a,r),rights:n},r.id)})}):P(`div`,{ref:i,class:`block`,style:{height:`${a}px`}})}),yo=3e5;function bo(e,t){let[n,r]=[e.author,t.author];return n.kind===r.kind&&n.id===r.id&&n.name===r.name&&Jr(n.avatarPath)===Jr(r.avatarPath)&&Date.parse(t.createdAt)-Date.parse(e.createdAt)<yo}var xo=48,So=5,Co=class{atEnd=!0;scroller;list;scrolled=0;anchors=[];sizes;attach(e,t,n){this.scroller=e,this.list=t,this.sizes=new ResizeObserver(()=>{this.restore(),requestAnimationFrame(n)}),this.sizes.observe(t),this.sizes.observe(e),this.toEnd()}detach(){this.sizes?.disconnect()}note(){let{scrollTop:e,scrollHeight:t,clientHeight:n}=this.scroller;this.atEnd=t-e-n<xo,this.scrolled=e;let r=wo(this.scroller),i=Eo(this.list.children,r);this.anchors=To((i&&Eo(i.children,r))??i).map(e=>({element:e,top:wo(e)}))}restore(){let e=this.since();if(this.atEnd&&e>-1)return this.toEnd();let t=this.anchors.find(({element:e})=>e.isConnected),n=t?wo(t.element)-t.top+e:0;Math.abs(n)>=.5&&(this.scroller.scrollTop+=n),this.note()}since(){let{scrollTop:e,scrollHeight:t,clientHeight:n}=this.scroller;return e<this.scrolled&&e+n>t-1?0:e-this.scrolled}toEnd(){this.atEnd=!0,this.scroller.scrollTop=this.scroller.scrollHeight,this.scrolled=this.scroller.scrollTop}},wo=e=>e.getBoundingClientRect().top;function To(e){let t=[];for(let n=e;n&&t.length<So;n=n.nextElementSibling??n.closest(`.block`)?.nextElementSibling??null)t.push(n);return t}function Eo(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;e[i].getBoundingClientRect().bottom>t?r=i:n=i+1}return e[n]??null}var Do=1e3,Oo=class{scroller;list;tell=new Map;near=new Set;attach(e,t){this.scroller=e,this.list=t}watch(e,t){return this.tell.set(e,t),this.near.add(e),()=>{this.tell.delete(e),this.near.delete(e)}}look(){if(!this.scroller||!this.list)return;let{top:e,bottom:t}=this.scroller.getBoundingClientRect(),n=this.near;this.near=new Set(ko(this.list,e-Do,t+Do).filter(e=>this.tell.has(e)));for(let e of n)this.near.has(e)||this.tell.get(e)?.(!1);for(let e of this.near)n.has(e)||this.tell.get(e)?.(!0)}};function ko(e,t,n){let r=[];for(let i=Eo(e.children,t);i&&i.getBoundingClientRect().top<n;i=i.nextElementSibling)r.push(i);return r}var Ao=3e3;function jo({blocks:e,hasOlder:t,loadingOlder:n,loadOlder:r,rights:i}){let a=M(null),o=M(null),s=Ne(()=>new Co,[]),c=Ne(()=>new Oo,[]),[l,u]=A(null);Me(()=>(c.attach(a.current,o.current),s.attach(a.current,o.current,()=>c.look()),()=>s.detach()),[]),Me(()=>s.restore(),[e]);function d(){s.note(),c.look(),u(s.atEnd?null:t=>t??e),t&&!n&&a.current.scrollTop<Ao&&r()}function f(){d(),requestAnimationFrame(()=>c.look())}function p(e){e.key!==`End`||e.target instanceof HTMLTextAreaElement||(e.preventDefault(),s.toEnd())}j(d,[e,t,n]);let m=l?Na(e,l):0;return P(`div`,{class:`messages`,children:[P(`div`,{class:`scroller`,ref:a,onScroll:f,onKeyDown:p,tabIndex:0,role:`region`,"aria-label":`Messages`,children:P(`div`,{children:[P(`p`,{class:`beginning`,children:t?`Older messages are on their way…`:`This is where the channel begins.`}),P(`div`,{ref:o,children:e.map((t,n)=>P(vo,{block:t,previous:e[n-1]?.messages.at(-1),rights:i,sight:c},t.id))})]})}),l&&P(`button`,{type:`button`,class:`to-end ${m?`unseen`:``}`,onClick:()=>s.toEnd(),children:m===0?`To the newest ↓`:m===1?`1 new message ↓`:`${m} new messages ↓`})]})}var Mo={blocks:[],loaded:!1,older:null,loadingOlder:!1},No=50,Po=50,Fo=[`CURSOR_EXPIRED`,`CURSOR_FORKED`],Io=class{state=Mo;stopWatching=()=>{};ended=!1;channelId;show;arrived;constructor(e,t,n){this.channelId=e,this.show=t,this.arrived=n}set(e){this.ended||(this.state={...this.state,...e},this.show(this.state))}start=async()=>{this.stopWatching(),this.set({failure:void 0});try{let e=await this.read(No,null);this.set({blocks:ka([],e.messages),loaded:!0,older:e.older}),this.ended||this.follow(e.resumeCursor)}catch(e){this.set({failure:e instanceof N?e:Ye()})}};stop=()=>{this.ended=!0,this.stopWatching()};loadOlder=async()=>{let{older:e,loadingOlder:t}=this.state;if(!(e===null||t)){this.set({loadingOlder:!0});try{let t=await this.read(Po,e);this.set({blocks:ka(this.state.blocks,t.messages),older:t.older,loadingOlder:!1})}catch{this.set({loadingOlder:!1})}}};async read(e,t){let{channel:n}=await Wn(mn,{channelId:this.channelId,last:e,before:t});if(!n)throw new N(`NOT_FOUND`,`This channel is gone, or you may no longer see it.`);let{edges:r,pageInfo:i,resumeCursor:a}=n.messages;return{messages:r.map(({node:e})=>e),older:i.hasPreviousPage?i.startCursor:null,resumeCursor:a}}follow(e){let t={channelId:this.channelId,after:e},n=({channelEvents:e})=>{t.after=e.cursor,this.take(e)};this.stopWatching=xr(hn,t,n,e=>{Fo.includes(e.code)?this.start():this.set({failure:e})})}take({kind:e,message:t}){let{blocks:n}=this.state;t.deletedAt?this.set({blocks:Ma(n,t.id)}):e===`MESSAGE_POSTED`?this.set({blocks:Aa(n,t)}):this.set({blocks:ja(n,t)}),e===`MESSAGE_POSTED`&&!t.deletedAt&&this.arrived(t)}};function Lo(e,t){let[n,r]=A(Mo),i=Ne(()=>new Io(e,r,t),[e]);j(()=>(r(Mo),i.start(),i.stop),[i]);let{failure:a}=n,o=a?.code===`NOT_FOUND`;return j(()=>void(o&&G.tell()),[o]),j(()=>G.listen(()=>a&&!o&&void i.start()),[i,a]),{...n,start:i.start,loadOlder:i.loadOlder}}var Ro=3e3,zo=700;function Bo(){let[e,t]=A(!0);return j(()=>{let e,n=Ro,r=()=>{clearTimeout(e),pr.open?(t(!0),n=zo):e=window.setTimeout(()=>t(!1),n)};r();let i=pr.listen(r);return()=>(clearTimeout(e),i())},[]),e}function Vo({channelId:e}){let{data:t,failure:n,reload:r}=Hr(Xt,{id:e});return Oi(t?.channel?`#${t.channel.name}`:``),n&&!t?P(`div`,{class:`page`,children:P(F,{failure:n,again:r})}):t?.channel===null?P($,{what:`channel`}):t?P(Ho,{channel:t.channel}):null}function Ho({channel:e}){let t=$n(),[n,r]=A(``),i=Lo(e.id,({author:e,content:t})=>r(`${e.name}: ${t}`)),a=Bo(),o=e.server.viewerPermissions,s={userId:t.id,post:V(o,`POST_MESSAGES`),manage:V(o,`MANAGE_MESSAGES`)},c=i.failure?.code===`NOT_FOUND`,l=i.loaded&&!c,u=l&&i.blocks.length===0,d=i.failure!==void 0&&!i.failure.passing;return P(`div`,{class:`channel`,children:[P(Uo,{channel:e,live:P(wa,{loaded:i.loaded,connected:a,failed:d})}),!c&&P(F,{failure:i.failure,again:i.start}),u&&P(Wo,{channel:e,manages:V(o,`MANAGE_SERVER`)}),l&&!u&&P(jo,{blocks:i.blocks,hasOlder:i.older!==null,loadingOlder:i.loadingOlder,loadOlder:i.loadOlder,rights:s}),!l&&P(`div`,{class:`messages`}),P(`p`,{class:`out-of-sight`,"aria-live":`polite`,children:n}),!c&&P(xa,{channel:e,mayPost:s.post})]})}function Uo({channel:e,live:t}){let[n,r]=A(!1),i=e.server.viewerPermissions;return P(`header`,{class:`channel-head`,children:[P(`h1`,{children:[P(K,{name:`hash`}),P(`bdi`,{children:e.name})]}),P(`bdi`,{class:`topic`,title:e.topic??void 0,children:e.topic}),t,V(i,`MANAGE_SERVER`)&&P(`a`,{class:`button small`,href:B.newWebhook(e.server.id,e.id),title:`New webhook for this channel`,children:[P(K,{name:`webhook`}),P(`span`,{class:`wide-only`,children:`New webhook`}),P(`span`,{class:`out-of-sight narrow-only`,children:`New webhook`})]}),V(i,`MANAGE_CHANNELS`)&&P(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),title:`Edit channel`,children:[P(K,{name:`settings`}),P(`span`,{class:`out-of-sight`,children:`Edit channel`})]}),n&&P(Ca,{channel:e,serverId:e.server.id,close:()=>r(!1)})]})}function Wo({channel:e,manages:t}){return P(`div`,{class:`messages`,children:P(X,{title:`Nothing here yet`,children:[P(`p`,{children:t?`Write the first message, or give a program the URL of a webhook. What it posts appears here at once.`:`What is posted appears here at once.`}),t&&P(`a`,{class:`button primary`,href:B.newWebhook(e.server.id,e.id),children:`New webhook`})]})})}function Go(){let e=Ci(Jt,{},({auditLog:e})=>e);return e.data===null?P($,{}):P(`div`,{class:`page`,children:[P(Q,{title:`Audit log of accounts`,action:P(`a`,{class:`button`,href:B.accounts,children:`Accounts`}),children:`What was done to accounts, newest first.`}),P(la,{list:e,children:`Each account that is disabled, enabled or made an administrator, linked to an OpenID provider or unlinked, and each sign-in link that is made, is written down here.`})]})}var Ko=864e5,qo=[[`1`,`1 day`],[`7`,`7 days`],[`30`,`30 days`]],Jo=[[`1`,`1 person`],[`5`,`5 people`],[`25`,`25 people`],[`100`,`100 people`]];function Yo({serverId:e,close:t}){let n=z(rn),[r,i]=A(`7`),[a,o]=A(`1`),[s,c]=A(``);async function l(){let t=new Date(Date.now()+Number(r)*Ko).toISOString(),i=await n.run({serverId:e,maxUses:Number(a),expiresAt:t});i&&c(i.createInvitation.url)}return s?P(q,{title:`Copy the link now`,close:t,once:!0,children:[P(`p`,{class:`explain`,children:`It is shown this once. Send it to whom you want to let in; whoever has it can use it.`}),P(vi,{label:`Invitation link`,value:s}),P(`div`,{class:`actions end`,children:P(`button`,{type:`button`,onClick:t,children:`Done`})})]}):P(q,{title:`Invite people`,close:t,children:P(L,{submit:l,action:`Make a link`,busy:n.busy,failure:n.failure,cancel:t,children:[P(Zi,{label:`Lets in`,value:a,change:o,options:Jo}),P(Zi,{label:`Works for`,value:r,change:i,options:qo})]})})}function Xo({serverId:e}){let t=Y(nn,{serverId:e},({server:e})=>e?.invitations),[n,r]=A(!1);return P(`section`,{class:`below`,children:[P(`div`,{class:`section-head`,children:[P(`div`,{children:[P(`h2`,{children:`Invitations`}),P(`p`,{children:`A link that lets people in; who has no account makes one with it.`})]}),P(`button`,{type:`button`,onClick:()=>r(!0),children:`Invite people`})]}),P(F,{failure:t.failure,again:t.reload}),P(`ul`,{class:`list`,children:t.data?.items.map(e=>P(Zo,{invitation:e},e.id))}),P(Di,{list:t}),n&&P(Yo,{serverId:e,close:()=>r(!1)})]})}function Zo({invitation:{id:e,creator:t,uses:n,maxUses:r,expiresAt:i}}){let a=z(an),[o,s]=A(!1),c=Date.parse(i)<Date.now();return P(`li`,{class:`row`,children:[P(`span`,{class:`row-text`,children:[P(`span`,{class:`row-head`,children:[P(`span`,{class:`row-title`,children:[n,` of `,r,` used`]}),c&&P(`span`,{class:`tag off`,children:`Expired`})]}),P(`span`,{class:`row-detail`,children:[t&&P(x,{children:[`By `,P(`bdi`,{children:t.name}),` · `]}),c?`expired`:`expires`,` `,P(fi,{at:i})]})]}),P(`button`,{type:`button`,class:`small`,onClick:()=>s(!0),children:`Revoke…`}),o&&P(J,{title:`Revoke this invitation?`,action:`Revoke invitation`,busy:a.busy,failure:a.failure,close:()=>s(!1),confirm:()=>void a.run({invitationId:e}),children:P(`p`,{children:`Its link stops working at once. Who came by it stays.`})})]})}function Qo({member:e,server:t}){let n=Y(tn,{serverId:t.id},({server:e})=>e?.roles,!0),r=z(fn),i=z(pn),a=n.data?.items.filter(({everyone:e})=>!e),o=t=>e.roles.some(({id:e})=>e===t),[s,c]=A({});async function l(t){c({...s,[t]:!o(t)}),await(o(t)?i:r).run({roleId:t,memberId:e.id})||c({...s,[t]:void 0})}return P(x,{children:[P(F,{failure:r.failure??i.failure}),a?.length===0&&P(`p`,{children:[`There is no role to give but `,P(`bdi`,{children:`everyone`}),`. `,P(`a`,{href:B.server(t.id,`roles`),children:`Make one.`})]}),a?.map(({id:e,name:n,permissions:r})=>P(`label`,{class:`check`,children:[P(`input`,{type:`checkbox`,checked:s[e]??o(e),disabled:!qe(t.viewerPermissions,r),onChange:()=>void l(e)}),P(`bdi`,{children:n})]},e))]})}function $o({member:e,server:t,close:n}){let r=$n(),[i,a]=A(),o=z(on),s=z(cn),{name:c,id:l}=e.user,u=l===t.owner.id;return i===`remove`?P(J,{title:`Remove ${c}?`,action:`Remove member`,busy:o.busy,failure:o.failure,confirm:async()=>await o.run({memberId:e.id})&&n(),close:n,children:P(`p`,{children:`They no longer see the server, and what they watch there ends within a second. What they posted stays. They can come back by another invitation.`})}):i===`transfer`?P(J,{title:`Hand the server over to ${c}?`,action:`Hand over`,busy:s.busy,failure:s.failure,confirm:async()=>await s.run({serverId:t.id,memberId:e.id})&&n(),close:n,children:P(`p`,{children:`They own it from then on, and only they can delete it or hand it on. You stay a member, with the roles you have.`})}):P(q,{title:c,close:n,children:[P(Qo,{member:e,server:t}),P(`div`,{class:`actions`,children:[!u&&t.owner.id===r.id&&P(`button`,{type:`button`,onClick:()=>a(`transfer`),children:`Hand the server over…`}),!u&&l!==r.id&&P(`button`,{type:`button`,class:`danger`,onClick:()=>a(`remove`),children:`Remove…`}),P(`button`,{type:`button`,class:`last`,onClick:n,children:`Done`})]})]})}function es({name:e}){return P(`span`,{class:`tag`,children:P(`bdi`,{children:e})})}function ts({member:e,server:t}){let n=$n(),[r,i]=A(!1),{user:a,roles:o,createdAt:s}=e,c=V(t.viewerPermissions,`MANAGE_SERVER`);return P(`li`,{class:`row`,children:[P(Qr,{id:a.id,name:a.name}),P(`span`,{class:`row-text`,children:[P(`span`,{class:`row-head`,children:[P(`bdi`,{class:`row-title`,children:a.name}),a.id===n.id&&P(`span`,{class:`row-detail`,children:`you`}),a.id===t.owner.id&&P(`span`,{class:`tag strong`,children:`Owner`}),o.filter(({everyone:e})=>!e).map(({id:e,name:t})=>P(es,{name:t},e))]}),P(`span`,{class:`row-detail`,children:[`Joined `,P(fi,{at:s})]})]}),c&&P(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:[`Manage`,P(`span`,{class:`out-of-sight`,children:[` `,P(`bdi`,{children:a.name})]})]}),r&&P($o,{member:e,server:t,close:()=>i(!1)})]})}function ns({serverId:e,server:t}){let n=Y(en,{serverId:e},({server:e})=>e?.members);return n.data===null?P($,{what:`server`}):P(`div`,{class:`page`,children:[P(Q,{title:`Members`,children:`Members see all channels of the server. Roles say what else they may do.`}),P(F,{failure:n.failure,again:n.reload}),!(n.data&&t)&&!n.failure&&P(Z,{}),P(`ul`,{class:`list`,children:t&&n.data?.items.map(e=>P(ts,{member:e,server:t},e.id))}),P(Di,{list:n}),n.data&&V(t?.viewerPermissions,`MANAGE_SERVER`)&&P(Xo,{serverId:e})]})}var rs=new Map,{tell:is,listen:as}=Fn();function os(e,t){rs.set(e,t),is()}var ss=e=>void rs.delete(e),cs=()=>rs.clear();function ls(e){let[,t]=A({});return j(()=>as(()=>t({})),[]),rs.get(e)}var us=e=>e.split(`/`).at(-1)??``;function ds({serverId:e,channelId:t}){let n=Y(Yt,{serverId:e},({server:e})=>e?.channels,!0);return n.data===null?P($,{what:`server`}):P(`div`,{class:`page narrow`,children:[P(Q,{title:`New webhook`,children:`It posts into one channel. You get its URL in the next step.`}),P(F,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&P(Z,{}),n.data?.items.length===0&&P(X,{title:`No channel yet`,children:[P(`p`,{children:`A webhook needs a channel to post into.`}),P(`a`,{class:`button primary`,href:B.server(e),children:`Make a channel`})]}),n.data&&n.data.items.length>0&&P(fs,{serverId:e,channels:n.data.items,channelId:t})]})}function fs({serverId:e,channels:t,channelId:n}){let r=z(An),[i,a]=A(n??t[0].id),[o,s]=A(``),[c,l]=A(``);async function u(){let e=await r.run({channelId:i,name:o,avatarUrl:c.trim()||null});if(!e)return;let{webhook:t,url:n}=e.createWebhook;os(t.id,n),Xn(B.webhook(t.id))}return P(`section`,{class:`card`,children:P(L,{submit:u,action:`Create webhook`,busy:r.busy,failure:r.failure,cancel:()=>Xn(B.server(e,`webhooks`)),children:[P(Zi,{label:`Channel`,value:i,change:a,options:t.map(({id:e,name:t})=>[e,`#${t}`])}),P(I,{label:`Name`,name:`name`,value:o,change:s,failure:r.failure,required:!0,autofocus:!0,placeholder:`CI Bot`,hint:`Messages are shown under it, unless they bring a name of their own.`}),P(I,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:c,change:l,failure:r.failure,placeholder:`https://example.com/bot.png`,hint:`The address of a picture. Without one its initials are shown.`})]})})}function ps({chosen:e,choose:t,own:n}){let r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]);return P(`fieldset`,{children:[P(`legend`,{children:`Permissions`}),Ke.map(t=>P(`label`,{class:`check`,children:[P(`input`,{type:`checkbox`,checked:e.includes(t),disabled:!qe(n,[t]),onChange:()=>r(t)}),P(`span`,{children:[Ge[t][0],` `,P(`span`,{class:`hint`,children:Ge[t][1]})]})]},t))]})}function ms({role:e,server:t,close:n}){let r=z(ln),i=z(un),a=z(dn),[o,s]=A(e?.name??``),[c,l]=A(e?.permissions??[`POST_MESSAGES`]),[u,d]=A(!1),f=r.failure??i.failure;async function p(){let a=[...c];(e?await i.run({roleId:e.id,permissions:a,...e.everyone?{}:{name:o}}):await r.run({serverId:t.id,name:o,permissions:a}))&&n()}return e&&u?P(J,{title:`Delete ${e.name}?`,action:`Delete role`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({roleId:e.id})&&n(),close:n,children:P(`p`,{children:`Members who have it lose what it allows at once.`})}):P(q,{title:e?`Change role`:`New role`,close:n,children:[P(L,{submit:p,action:e?`Save`:`Create role`,busy:r.busy||i.busy,failure:f,cancel:n,children:[e?.everyone?P(`p`,{class:`explain`,children:`What every member of the server may do.`}):P(I,{label:`Name`,name:`name`,value:o,change:s,failure:f,required:!0,autofocus:!0}),P(ps,{chosen:c,choose:l,own:t.viewerPermissions})]}),e&&!e.everyone&&P(`button`,{type:`button`,class:`danger quiet`,onClick:()=>d(!0),children:`Delete role…`})]})}function hs({serverId:e,server:t}){let n=Y(tn,{serverId:e},({server:e})=>e?.roles,!0),[r,i]=A();if(n.data===null)return P($,{what:`server`});let a=V(t?.viewerPermissions,`MANAGE_SERVER`);return P(`div`,{class:`page`,children:[P(Q,{title:`Roles`,action:a&&P(`button`,{type:`button`,class:`primary`,onClick:()=>i(`new`),children:`New role`}),children:[`Members have the permissions of their roles. Every member has the role `,P(`bdi`,{children:`everyone`}),`.`]}),P(F,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&P(Z,{}),P(`ul`,{class:`list`,children:n.data?.items.map(e=>P(`li`,{class:`row`,children:[P(`span`,{class:`row-text`,children:[P(`bdi`,{class:`row-title`,children:e.name}),P(`span`,{class:`row-detail`,children:e.permissions.map(e=>Ge[e]?.[0]??e).join(`, `)||`No permission`})]}),a&&qe(t?.viewerPermissions,e.permissions)&&P(`button`,{type:`button`,class:`small`,onClick:()=>i(e),children:[`Change`,P(`span`,{class:`out-of-sight`,children:[` `,P(`bdi`,{children:e.name})]})]})]},e.id))}),r&&t&&P(ms,{role:r===`new`?void 0:r,server:t,close:()=>i(void 0)})]})}function gs({serverId:e,close:t}){let n=z(Zt),[r,i]=A(``),[a,o]=A(``);async function s(){let i=await n.run({serverId:e,name:r,topic:a.trim()||null});i&&(t(),Xn(B.channel(i.createChannel.channel.id)))}return P(q,{title:`New channel`,close:t,children:P(L,{submit:s,action:`Create channel`,busy:n.busy,failure:n.failure,cancel:t,children:[P(I,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autofocus:!0,placeholder:`deploys`}),P(I,{label:`Topic`,name:`topic`,value:a,change:o,failure:n.failure,hint:`What belongs here, in a sentence.`})]})})}function _s({serverId:e,server:t}){let n=Y(Yt,{serverId:e},({server:e})=>e?.channels,!0),[r,i]=A(!1);if(n.data===null)return P($,{what:`server`});let a=n.data?.items,o=V(t?.viewerPermissions,`MANAGE_CHANNELS`)&&P(`button`,{type:`button`,class:`primary`,onClick:()=>i(!0),children:`New channel`});return P(`div`,{class:`page`,children:[P(Q,{title:t?.name??` `,action:a?.length?o:void 0,children:`Channels hold messages, from people and from webhooks.`}),P(F,{failure:n.failure,again:n.reload}),!a&&!n.failure&&P(Z,{}),a?.length===0&&P(X,{title:`No channel yet`,children:[P(`p`,{children:`A channel is where messages go: one for deploys, one for alerts.`}),o]}),P(`ul`,{class:`list`,children:a?.map(({id:e,name:t,topic:n})=>P(`li`,{children:P(`a`,{class:`row`,href:B.channel(e),children:[P(`span`,{class:`row-icon`,children:P(K,{name:`hash`})}),P(`span`,{class:`row-text`,children:[P(`bdi`,{class:`row-title`,children:t}),n&&P(`bdi`,{class:`row-detail`,children:n})]})]})},e))}),r&&P(gs,{serverId:e,close:()=>i(!1)})]})}var vs=()=>Hr(Ut,{}).data?.viewer.managesAccounts??!1;function ys({server:e}){let t=z(Dn),[n,r]=A(!1);return P(`section`,{class:`card`,children:[P(`h2`,{children:`Delete this server`}),P(`p`,{children:`Its channels, messages and webhooks go with it, for all its members.`}),P(`div`,{class:`actions`,children:P(`button`,{type:`button`,class:`danger`,onClick:()=>r(!0),children:`Delete server…`})}),n&&P(J,{title:`Delete ${e.name}?`,action:`Delete server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&Xn(B.servers),close:()=>r(!1),children:P(`p`,{children:`All its channels and messages are deleted, everybody who watches them is cut off, and the URLs of its webhooks stop working at once. This cannot be undone.`})})]})}function bs({server:e}){let t=z(sn),[n,r]=A(!1);return P(`section`,{class:`card`,children:[P(`h2`,{children:`Leave this server`}),P(`p`,{children:`You no longer see its channels. What you posted stays.`}),P(`div`,{class:`actions`,children:P(`button`,{type:`button`,class:`danger`,onClick:()=>r(!0),children:`Leave server…`})}),n&&P(J,{title:`Leave ${e.name}?`,action:`Leave server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&Xn(B.servers),close:()=>r(!1),children:P(`p`,{children:`You can come back by another invitation only.`})})]})}function xs({server:e}){let t=z(En),[n,r]=A(e.name),[i,a]=A(!1);return P(`section`,{class:`card`,children:P(L,{submit:async()=>a(!!await t.run({serverId:e.id,name:n})),action:`Save`,busy:t.busy,failure:t.failure,done:i&&`Saved.`,children:P(I,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0})})})}function Ss({server:e}){let t=$n().id===e?.owner.id,n=vs();return e?P(`div`,{class:`page`,children:[P(Q,{title:`Settings`}),V(e.viewerPermissions,`MANAGE_SERVER`)&&P(xs,{server:e},e.id),!t&&P(bs,{server:e}),(t||n)&&P(ys,{server:e})]}):P(`div`,{class:`page`,children:[P(Q,{title:`Settings`}),P(Z,{})]})}function Cs({close:e}){let t=z(Tn),[n,r]=A(``);async function i(){let r=await t.run({name:n});r&&(e(),Xn(B.server(r.createServer.server.id)))}return P(q,{title:`New server`,close:e,children:P(L,{submit:i,action:`Create server`,busy:t.busy,failure:t.failure,cancel:e,children:P(I,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`Platform team`})})})}function ws(){let e=$n(),t=Y(Cn,{},({viewer:e})=>e.servers),[n,r]=A(!1),i=t.data?.items,a=P(`button`,{type:`button`,class:`primary`,onClick:()=>r(!0),children:`New server`});return P(`div`,{class:`page`,children:[P(Q,{title:`Servers`,action:i?.length?a:void 0,children:`A server groups channels and the people who see them.`}),P(F,{failure:t.failure,again:t.reload}),!i&&!t.failure&&P(Z,{}),i?.length===0&&P(X,{title:`No server yet`,children:[P(`p`,{children:`Make one, add a channel, and give a program the URL of a webhook to post there.`}),a]}),P(`ul`,{class:`list`,children:i?.map(({id:t,name:n,owner:r})=>P(`li`,{children:P(`a`,{class:`row`,href:B.server(t),children:[P(Qr,{id:t,name:n}),P(`span`,{class:`row-text`,children:[P(`bdi`,{class:`row-title`,children:n}),P(`span`,{class:`row-detail`,children:r.id===e.id?`Yours`:P(x,{children:[`Owned by `,P(`bdi`,{children:r.name})]})})]})]})},t))}),P(Di,{list:t}),n&&P(Cs,{close:()=>r(!1)})]})}function Ts({webhook:e}){let t=z(jn),n=Y(Yt,{serverId:e.channel.server.id},({server:e})=>e?.channels,!0),[r,i]=A(e.name),[a,o]=A(e.avatarUrl??``),[s,c]=A(e.channel.id),l=(n.data?.items??[e.channel]).map(({id:e,name:t})=>[e,`#${t}`]);return P(`section`,{class:`card`,children:[P(`h2`,{children:`Details`}),P(L,{submit:()=>void t.run({webhookId:e.id,name:r,avatarUrl:a.trim()||null,channelId:s}),action:`Save`,busy:t.busy,failure:t.failure,children:[P(`div`,{class:`columns`,children:[P(I,{label:`Name`,name:`name`,value:r,change:i,failure:t.failure,required:!0}),P(Zi,{label:`Channel`,value:s,change:c,options:l})]}),P(I,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:a,change:o,failure:t.failure,placeholder:`https://example.com/bot.png`,hint:`Messages keep the name and avatar that they were posted with.`})]})]})}var Es=`curl -X POST "$WEBHOOK_URL" \\
  -H 'Content-Type: application/json' \\
  -d '{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}' --fail-with-body
`,Ds=`package main

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
`,Os=`const response = await fetch(process.env.WEBHOOK_URL, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ content: 'Deploy completed successfully.', name: 'CI Bot', avatarUrl: null }),
});
const { message, detail } = await response.json();
if (!response.ok) throw new Error(detail);
console.log('Message ID:', message.id);
`,ks=`<?php
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
`,As=`import json, os, urllib.error, urllib.request

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
`,js=(e,t,n,r=``)=>i=>e.trimEnd().replace(r,``).replace(t,()=>n+i+n),Ms=[{name:`cURL`,run:`Paste it into a terminal.`,code:js(Es,`"$WEBHOOK_URL"`,`'`)},{name:`Node.js`,run:`Save it as post.mjs, then: node post.mjs`,code:js(Os,`process.env.WEBHOOK_URL`,`'`)},{name:`Python`,run:`Save it as post.py, then: python3 post.py`,code:js(As,`os.environ["WEBHOOK_URL"]`,`"`,`os, `)},{name:`Go`,run:`Save it as post.go, then: go run post.go`,code:js(Ds,`os.Getenv("WEBHOOK_URL")`,`"`,`	"os"
`)},{name:`PHP`,run:`Save it as post.php, then: php post.php`,code:js(ks,`getenv('WEBHOOK_URL')`,`'`)}];function Ns({url:e}){let[t,n]=A(0),r=M([]),i=Ie(),{run:a,code:o}=Ms[t],s=o(e);function c(e){let i={ArrowRight:1,ArrowLeft:-1}[e.key];if(!i)return;let a=(t+i+Ms.length)%Ms.length;n(a),r.current[a]?.focus()}return P(`div`,{class:`snippets`,children:[P(`div`,{class:`tabs`,children:[P(`div`,{role:`tablist`,"aria-label":`Language`,onKeyDown:c,children:Ms.map(({name:e},a)=>P(`button`,{ref:e=>void(r.current[a]=e),type:`button`,role:`tab`,id:`${i}-${a}`,"aria-controls":`${i}-panel`,"aria-selected":a===t,tabIndex:a===t?0:-1,onClick:()=>n(a),children:e},e))}),P(Mt,{text:s})]}),P(`pre`,{role:`tabpanel`,id:`${i}-panel`,"aria-labelledby":`${i}-${t}`,tabIndex:0,children:P(`code`,{children:s})}),P(`p`,{children:a})]})}function Ps({webhookId:e,channel:t,url:n}){let{arrived:r,broken:i}=Fs(e,t.id),a=z(Pn);return P(`section`,{class:`test-message`,children:[P(`div`,{class:`section-head`,children:[P(`div`,{children:[P(`h2`,{children:`Watch it work`}),P(`p`,{children:[`Whatever is posted to the URL appears here and in `,P(`a`,{href:B.channel(t.id),children:[`#`,P(`bdi`,{children:t.name})]}),`, live.`]})]}),P(`button`,{type:`button`,disabled:a.busy,onClick:()=>a.run({appId:e,token:us(n),content:`This is a **test message** from the portal. It works.`}),children:`Send a test message`})]}),P(F,{failure:a.failure??i}),P(`div`,{class:`arrivals`,role:`log`,"aria-label":`What has arrived`,children:[r.length===0&&P(`p`,{class:`waiting`,children:`Nothing yet. Listening…`}),r.map(e=>P(_o,{message:e},e.id))]})]})}function Fs(e,t){let[n,r]=A([]),[i,a]=A();return j(()=>{let n={channelId:t};return xr(hn,n,({channelEvents:{cursor:t,kind:i,message:a}})=>{n.after=t,i===`MESSAGE_POSTED`&&a.author.id===e&&r(e=>[...e,a].slice(-3))},a)},[e,t]),{arrived:n,broken:i}}function Is({webhook:e}){let t=z(jn),n=z(Mn),[r,i]=A(!1),a=()=>void t.run({webhookId:e.id,enabled:!e.enabled});async function o(){await n.run({webhookId:e.id})&&(ss(e.id),Xn(B.server(e.channel.server.id,`webhooks`)))}return P(`section`,{class:`card`,children:[P(`h2`,{children:e.enabled?`Disable or delete`:`Enable or delete`}),P(`p`,{children:e.enabled?`Disabled, it refuses posts with 403 until it is enabled again; its URL stays the same.`:`It is disabled: posts are refused with 403 WEBHOOK_DISABLED.`}),P(F,{failure:t.failure}),P(`div`,{class:`actions`,children:[P(`button`,{type:`button`,disabled:t.busy,onClick:a,children:e.enabled?`Disable`:`Enable`}),P(`button`,{type:`button`,class:`danger`,onClick:()=>i(!0),children:`Delete…`})]}),r&&P(J,{title:`Delete ${e.name}?`,action:`Delete webhook`,busy:n.busy,failure:n.failure,confirm:o,close:()=>i(!1),children:P(`p`,{children:[`Its URL stops working at once and for good: every program that posts to it gets `,P(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),`. What it posted stays.`]})})]})}function Ls({webhook:e,url:t}){let n=z(Nn),[r,i]=A(!1);async function a(){let t=await n.run({webhookId:e.id});t&&(os(e.id,t.regenerateWebhookUrl.url),i(!1))}return P(`section`,{class:t?`card once`:`card`,children:[P(`h2`,{children:t?`Copy the URL now`:`URL`}),P(`p`,{children:t?`It is shown this once. Whoever has it can post: keep it like a password.`:`It was shown when it was made, and cannot be shown again. Lost, or seen by somebody? Make a new one.`}),t&&P(vi,{label:`Webhook URL`,value:t}),P(`div`,{class:`actions`,children:P(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:`Regenerate URL…`})}),r&&P(J,{title:`Make a new URL?`,action:`Regenerate URL`,busy:n.busy,failure:n.failure,confirm:a,close:()=>i(!1),children:[P(`p`,{children:[`The present URL stops working at once: every program that posts to it gets `,P(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),` until it has the new one.`]}),P(`p`,{children:`Messages, name and channel stay as they are.`})]})]})}function Rs({webhookId:e}){let{data:t,failure:n,reload:r}=Hr(kn,{id:e});return Oi(t?.webhook?.name??``),t?.webhook===null?P($,{what:`webhook`}):P(`div`,{class:`page`,children:[P(F,{failure:n,again:r}),t?P(zs,{webhook:t.webhook}):!n&&P(Z,{})]})}function zs({webhook:e}){let t=ls(e.id);return P(x,{children:[P(`header`,{class:`page-head`,children:[P(Qr,{id:e.id,name:e.name,picture:e.avatarPath}),P(`div`,{class:`grow`,children:[P(`h1`,{children:[P(`bdi`,{children:e.name}),P(mo,{}),!e.enabled&&P(`span`,{class:`tag off`,children:`Disabled`})]}),P(`p`,{class:`lead`,children:[`Posts into `,P(`a`,{href:B.channel(e.channel.id),children:[`#`,P(`bdi`,{children:e.channel.name})]}),` · `,P(Bs,{webhook:e})]})]})]}),P(Ls,{webhook:e,url:t}),P(`section`,{children:[P(`h2`,{children:`Post from anywhere`}),P(`p`,{children:t?`The URL is filled in.`:`Put the URL in the place of the one below.`}),P(Ns,{url:t??`${new URL(`.`,document.baseURI).href}webhooks/${e.id}/TOKEN`}),P(`p`,{class:`hint`,children:[P(`code`,{children:`name`}),` and `,P(`code`,{children:`avatarUrl`}),` are this message’s own: leave them out, and it has the webhook’s. To retry safely send the header `,P(`code`,{children:`Idempotency-Key`}),`: for 24 hours the same key and message post once.`]})]}),t&&P(Ps,{webhookId:e.id,channel:e.channel,url:t},e.channel.id),P(Ts,{webhook:e},e.id),P(Is,{webhook:e})]})}function Bs({webhook:{lastUsedAt:e,creator:t,createdAt:n}}){return P(x,{children:[e?P(x,{children:[`last used `,P(fi,{at:e})]}):`never used`,` · `,`made `,t&&P(x,{children:[`by `,P(`bdi`,{children:t.name})]}),` `,P(fi,{at:n})]})}function Vs({serverId:e}){let t=Y(On,{serverId:e},({server:e})=>e?.webhooks);if(t.data===null)return P($,{what:`server`});let n=t.data?.items,r=P(`a`,{class:`button primary`,href:B.newWebhook(e),children:`New webhook`});return P(`div`,{class:`page`,children:[P(Q,{title:`Webhooks`,action:n?.length?r:void 0,children:`A webhook is a URL. Whatever is posted to it becomes a message.`}),P(F,{failure:t.failure,again:t.reload}),!n&&!t.failure&&P(Z,{}),n?.length===0&&P(X,{title:`No webhook yet`,children:[P(`p`,{children:`Make one, and paste its URL where your build, deploy or alerting tool asks for a webhook.`}),r]}),P(`ul`,{class:`list`,children:n?.map(({id:e,name:t,avatarPath:n,channel:r,enabled:i,lastUsedAt:a})=>P(`li`,{children:P(`a`,{class:`row`,href:B.webhook(e),children:[P(Qr,{id:e,name:t,picture:n}),P(`span`,{class:`row-text`,children:[P(`bdi`,{class:`row-title`,children:t}),P(`span`,{class:`row-detail`,children:[`#`,P(`bdi`,{children:r.name})]})]}),P(`span`,{class:`row-aside`,children:i?a?P(x,{children:[`Used `,P(fi,{at:a})]}):`Never used`:P(`span`,{class:`tag off`,children:`Disabled`})})]})},e))}),P(Di,{list:t})]})}var Hs={channels:_s,webhooks:Vs,members:ns,roles:hs,"audit-log":fa,settings:Ss},Us=e=>e.page===`newWebhook`||e.page===`server`&&(e.section===`webhooks`||e.section===`audit-log`);function Ws({route:e,server:t}){if(`serverId`in e&&t===null)return P($,{what:`server`});if(Us(e)&&t&&!V(t.viewerPermissions,`MANAGE_SERVER`))return P(Fi,{server:t});switch(e.page){case`servers`:return P(ws,{});case`server`:{let n=Hs[e.section];return P(n,{serverId:e.serverId,server:t??null})}case`newWebhook`:return P(ds,{serverId:e.serverId,channelId:e.channelId});case`webhook`:return P(Rs,{webhookId:e.webhookId});case`channel`:return P(Vo,{channelId:e.channelId});case`tokens`:return P(na,{});case`accounts`:return P(Bi,{});case`installationLog`:return P(Go,{});case`account`:return P(Yi,{});default:return P($,{})}}function Gs(){let[e,t]=A(Bn.answers);return j(()=>Bn.listen(()=>t(Bn.answers)),[]),P(`div`,{role:`status`,children:!e&&P(`p`,{class:`no-answer`,children:navigator.onLine?`The server does not answer. Trying again…`:`You are offline. This page goes on when you are back.`})})}function Ks({route:e,signedOut:t}){let n=$n(),[r,i]=A(!1);return P(`div`,{class:`account`,children:[P(`a`,{class:`link`,href:B.tokens,"aria-current":e.page===`tokens`?`page`:void 0,children:[P(K,{name:`key`}),`Access tokens`]}),P(`a`,{class:`link`,href:`playground`,children:[P(K,{name:`play`}),`Playground`]}),P(`div`,{class:`me`,children:[P(`a`,{class:`link`,href:B.account,title:`Account`,"aria-current":e.page===`account`?`page`:void 0,children:[P(Qr,{id:n.id,name:n.name}),P(`bdi`,{children:n.name})]}),P(`button`,{type:`button`,class:`plain`,onClick:()=>bt().then(t,()=>i(!0)),title:`Sign out`,children:[P(K,{name:`leave`}),P(`span`,{class:`out-of-sight`,children:`Sign out`})]})]}),r&&P(`p`,{class:`hint`,role:`alert`,children:`Signing out did not work: the server does not answer. You are still signed in.`})]})}function qs({server:e,currentId:t,create:n}){let[r,i]=A(!1),{edges:a,pageInfo:o}=e.channels;return P(x,{children:[P(`div`,{class:`group`,children:[P(`h2`,{children:`Channels`}),n&&P(`button`,{type:`button`,class:`plain`,onClick:()=>i(!0),title:`New channel`,children:[P(K,{name:`plus`}),P(`span`,{class:`out-of-sight`,children:`New channel`})]})]}),o.hasNextPage?P(Js,{serverId:e.id,currentId:t}):P(Ys,{channels:a.map(({node:e})=>e),currentId:t}),r&&P(gs,{serverId:e.id,close:()=>i(!1)})]})}function Js({serverId:e,currentId:t}){let{data:n}=Y(Yt,{serverId:e},({server:e})=>e?.channels,!0);return P(Ys,{channels:n?.items??[],currentId:t})}function Ys({channels:e,currentId:t}){return P(x,{children:e.map(({id:e,name:n})=>P(`a`,{class:`link`,href:B.channel(e),"aria-current":e===t?`page`:void 0,children:[P(K,{name:`hash`}),P(`bdi`,{children:n})]},e))})}function Xs(){let{data:e}=Y(Cn,{},({viewer:e})=>e.servers);return P(x,{children:[P(`div`,{class:`group`,children:P(`h2`,{children:`Servers`})}),e?.items.map(({id:e,name:t})=>P(`a`,{class:`link`,href:B.server(e),children:[P(Qr,{id:e,name:t}),P(`bdi`,{children:t})]},e))]})}function Zs({server:e,route:t,signedOut:n,close:r}){return P(`nav`,{id:`sidebar`,class:`sidebar`,"aria-label":`Pages`,onClick:e=>e.target instanceof Element&&e.target.closest(`a`)&&r(),children:[P(`a`,{class:`brand`,href:B.servers,children:[P(`img`,{src:`assets/icon.svg`,alt:``,width:`24`,height:`24`}),`Chattr`]}),P(`div`,{class:`links`,children:e?P(ec,{server:e,route:t}):e===null?P(Qs,{route:t}):P($s,{})}),P(Ks,{route:t,signedOut:n})]})}function Qs({route:e}){let t=e.page===`accounts`||e.page===`installationLog`;return P(x,{children:[P(Xs,{}),vs()&&P(x,{children:[P(`div`,{class:`group`,children:P(`h2`,{children:`Installation`})}),P(`a`,{class:`link`,href:B.accounts,"aria-current":t?`page`:void 0,children:[P(K,{name:`people`}),`Accounts`]})]})]})}function $s(){return P(`div`,{class:`loading`,children:[`up`,`name`,`a`,`b`,`c`].map(e=>P(`div`,{class:`link`,children:P(`div`,{class:`bone`})},e))})}function ec({server:e,route:t}){let n=t.page===`server`?t.section:t.page===`webhook`||t.page===`newWebhook`?`webhooks`:``,r=V(e.viewerPermissions,`MANAGE_SERVER`);return P(x,{children:[P(`a`,{class:`link up`,href:B.servers,children:[P(K,{name:`back`}),`All servers`]}),P(`a`,{class:`server-name`,href:B.server(e.id),title:e.name,"aria-current":n===`channels`?`page`:void 0,children:P(`bdi`,{children:e.name})}),tc.map(t=>(r||t.forAll)&&P(nc,{server:e.id,current:n,...t},t.section)),P(qs,{server:e,currentId:t.page===`channel`?t.channelId:``,create:V(e.viewerPermissions,`MANAGE_CHANNELS`)})]})}var tc=[{section:`webhooks`,icon:`webhook`,label:`Webhooks`,forAll:!1},{section:`members`,icon:`people`,label:`Members`,forAll:!0},{section:`roles`,icon:`shield`,label:`Roles`,forAll:!0},{section:`audit-log`,icon:`list`,label:`Audit log`,forAll:!1},{section:`settings`,icon:`settings`,label:`Settings`,forAll:!0}];function nc({server:e,section:t,current:n,icon:r,label:i}){return P(`a`,{class:`link`,href:B.server(e,t),"aria-current":t===n?`page`:void 0,children:[P(K,{name:r}),i]})}function rc({signedOut:e}){let t=Zn(),{look:n,...r}=Ni(t),i=Pi(r.server),[a,o]=A(!1),s=M(null),c=JSON.stringify(t);return Tr(c,n),j(()=>{o(!1),s.current?.scrollTo(0,0)},[c]),P(`div`,{class:`layout ${a?`menu-open`:``}`,onKeyDown:e=>e.key===`Escape`&&o(!1),children:[P(`a`,{class:`skip`,href:`#main`,onClick:e=>(e.preventDefault(),s.current?.focus()),children:`Skip to the content`}),P(`header`,{class:`bar`,children:[P(`button`,{type:`button`,class:`plain`,"aria-expanded":a,"aria-controls":`sidebar`,onClick:()=>o(!a),children:[P(K,{name:`menu`}),P(`span`,{class:`out-of-sight`,children:`Menu`})]}),P(`bdi`,{class:`bar-title`,children:i?.name??`Chattr`})]}),P(Zs,{server:i,route:t,signedOut:e,close:()=>o(!1)}),P(`div`,{class:`shade`,onClick:()=>o(!1)}),P(`main`,{id:`main`,ref:s,tabIndex:-1,children:P(ki.Provider,{value:r,children:P(Ws,{route:t,server:r.server},c)})}),P(Gs,{})]})}function ic(){let[{entrance:e,failure:t,invited:n,back:r},i]=A({}),a=e=>i(t=>({...t,...e}));async function o(e){try{a({failure:e,...await oc(Et())})}catch(e){let t=e instanceof N?e:Ye();a({failure:t,entrance:await gt().catch(()=>void 0)})}}function s(t,n){Mr(),a({entrance:e&&{...e,user:t},failure:void 0}),n&&(a({invited:void 0}),Xn(B.server(n)))}function c(t){br(),Mr(),cs(),a({entrance:e&&{...e,user:null},failure:t,invited:void 0}),o(t)}j(()=>{o();let e=()=>Tt(location.hash)&&void o();return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),j(()=>Ln.listen(()=>c(ac()))),j(()=>Rn.listen(()=>c()));let l=e?.user;return!e&&!t?null:!l||t?P(Rt,{way:e,failure:t,invited:n,enter:s,start:()=>void o(),goOn:()=>a({failure:void 0})},n?.secret):P(Qn.Provider,{value:l,children:P(it.Provider,{value:{name:e?.openIdName,issuer:e?.openIdIssuer,back:r,seen:()=>a({back:void 0})},children:n?P(er,{invited:n,close:()=>a({invited:void 0})}):P(rc,{signedOut:()=>c()})})})}var ac=()=>new N(`SIGNED_OUT`,`You were signed out: the session has ended, or an administrator has disabled your account. Sign in again; if you may not, you are told.`);async function oc({signIn:e,invite:t,linked:n,error:r,flow:i}){if(n||r){let e=await gt(),t=n||i===`link`,a=r?ut(e.openIdName,t&&!e.user?`SIGNED_OUT`:r,i):void 0;return!e.user||!t?{entrance:e,failure:a}:(location.replace(B.account),{entrance:e,back:{failure:a}})}if(!e&&!t)return{entrance:await gt()};if(Mr(),e)return{entrance:await _t(e)};let[a,o]=await Promise.all([gt(),xt(t)]);return{entrance:a,invited:{...o,secret:t}}}he(P(ic,{}),document.getElementById(`portal`));