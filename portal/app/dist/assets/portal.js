var e,t,n,r,i,a,o,s,c,l,u,d=Symbol.for(`pv`),f={},p=[],m=/^m(i|n|o|s|text|space)$/,h=Array.isArray,g=p.slice,_=Object.assign;function v(e){e&&e.parentNode&&e.remove()}function y(e,t,n){var r,i,a,o={},s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?g.call(arguments,2):n),b(e,o,r,i,null)}function b(n,r,i,a,o){var s={type:n,props:r,key:i,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:d,__v:o||++t,__i:-1,__u:0};return!o&&e.vnode&&e.vnode(s),s}function x(e){return e.children}function S(e,t){this.props=e,this.context=t,this.__g=0}function C(e,t){if(t==null)return e.__&&C(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!=`function`||e.props.__P?null:C(e)}function w(t){var n,r=t.__v,i=r.__e,a=[],o=[],s=t.__P;s&&((n=_({constructor:d},r)).__v=r.__v+1,e.vnode&&e.vnode(n),se(s,n,r,t.__n,s.namespaceURI,32&r.__u?[i]:null,a,i||C(r),32&r.__u,o),n.__v=r.__v,n.__.__k[n.__i]=n,ue(a,n,o),r.__=r.__e=null,n.__e!=i&&T(n))}function T(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),T(e)}function E(t){(8&t.__g||(t.__g|=8,n.push(t),i++))&&r==e.debounceRendering||((r=e.debounceRendering)||queueMicrotask)(D)}function D(){try{for(var e,t=1;n.length;)n.length>t&&n.sort(a),e=n.shift(),t=n.length,8&e.__g&&w(e)}finally{(i=n.length)&&(r||queueMicrotask)(D)}}function ee(e,t,n,r,i,a,o,s,c,l,u){var d,m,h,g,_,v,y=r.__k||p,b=t.length;for(c=te(n,t,y,c,b),d=0;d<b;d++)(h=n.__k[d])!=null&&(m=~h.__i&&y[h.__i]||f,h.__i=d,v=se(e,h,m,i,a,o,s,c,l,u),g=h.__e,(m.ref!=h.ref||8&m.__u)&&(m.ref&&fe(m.ref,null,h,m),h.ref&&u.push(h.ref,h.__c||g,h)),_||=g,4&h.__u?(c=ne(h,c,e,!m.__v),m.__e&&(m.__e=null)):typeof h.type==`function`&&v!==void 0?c=v:g&&(c=g.nextSibling),h.__u&=-21);return n.__e=_,c}function te(e,t,n,r,i){var a,o,s,c,l,u,f,p,m,g=n.length,_=g,v=0,y=0,S=e.__k=Array(i);for(a=0;a<i;a++)(o=t[a])!=null&&typeof o!=`boolean`&&typeof o!=`function`?(typeof o!=`object`||o.constructor===String?o=S[a]=b(null,o):h(o)?o=S[a]=b(x,{children:o}):o.constructor===d&&o.__b?o=S[a]=b(o.type,o.props,o.key,o.ref,o.__v):S[a]=o,c=a+v,o.__=e,o.__b=e.__b+1,s=null,~(l=o.__i=re(o,n,c,_))&&(_--,(s=n[l])&&(s.__u|=2)),s&&s.__v?(o.__u|=16,l==c-1?v--:l==c+1?v++:l!=c&&(l>c?v--:v++,y=1)):(~l||(i>g?v--:i<g&&v++),typeof o.type!=`function`&&(o.__u|=4))):S[a]=null;if(y){for(u=[],f=[],a=0;a<i;a++)if((o=S[a])&&16&o.__u){for(v=0,p=u.length;v<p;)u[m=v+p>>1]<o.__i?v=m+1:p=m;u[v]=o.__i,f[a]=v+1}for(v=u.length;a--;)f[a]&&(f[a]==v?v--:S[a].__u|=4)}if(_)for(a=0;a<g;a++)!(s=n[a])||2&s.__u||(s.__e==r&&(r=C(s)),pe(s,s));return r}function ne(e,t,n,r){var i,a,o,s;if(typeof e.type==`function`){if(e.props.__P)return t;if(i=e.__k)for(a=0;a<i.length;a++)i[a]&&(i[a].__=e,t=ne(i[a],t,n,!1));return t}for(t&&!t.parentNode&&(t=C(e))&&!t.parentNode&&(t=null),o=e.__e,s=t;s&&s.nodeType==8;)s=s.nextSibling;for(o!=s&&(!r&&n.moveBefore&&o.parentNode?n.moveBefore(o,t):n.insertBefore(o,t||null)),t=o;(t&&=t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(`$s`););return t}function re(e,t,n,r){var i,a=e.key,o=e.type,s=t[n],c=s&&!(2&s.__u);if(s===null&&a==null||c&&a==s.key&&o==s.type)return n;if(r>+!!c){for(i=n-1;i>=0;i--)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i;for(i=n+1;i<t.length;i++)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i}return-1}function ie(e,t,n){n??=``,t[0]==`-`?e.setProperty(t,n):e[t]=n}function ae(e,t,n,r,i){var a,o;if(t==`style`){if(typeof n==`string`)e.style.cssText=n;else{if(typeof r==`string`&&(e.style.cssText=r=``),r)for(t in r)n&&t in n||ie(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||ie(e.style,t,n[t])}}else if(t[0]==`o`&&t[1]==`n`)typeof n!=`function`&&(n=null),typeof r!=`function`&&(r=null),(e.__e||={})[t]=n,n&&r||(o=l[t]||(l[t]=oe(t)),(e.__a||={})[t]=c,a=t!=(t=t.replace(s,`$1`)),(t=t.slice(2))[0]<`a`&&(t=t.toLowerCase()),n?e.addEventListener(t,o,a):e.removeEventListener(t,o,a));else{if(i==`http://www.w3.org/2000/svg`)t=t.replace(/xlink(H|:h)/,`h`).replace(/sName$/,`s`);else if(t!=`width`&&t!=`height`&&t!=`href`&&t!=`list`&&t!=`form`&&t!=`tabIndex`&&t!=`download`&&t!=`rowSpan`&&t!=`colSpan`&&t!=`role`&&t!=`popover`&&t in e)try{e[t]=n??``;return}catch{}if(typeof n==`function`)return;n==null||!1===n&&t[4]!=`-`?e.removeAttribute(t):e.setAttribute(t,t==`popover`&&n==1?``:n)}}function oe(t){return function(n){var r=this.__e;if(r){if(r=r[t],n[o]==null)n[o]=c++;else if(n[o]<this.__a[t])return;return r(e.event?e.event(n):n)}}}function se(t,n,r,i,a,o,s,c,l,u){var f,m,g,y,b,w,T,E,D,te,ne,re,ie,ae,oe,se,ue,fe,he=n.type;if(n.constructor!==d)return null;128&r.__u&&(l=32&r.__u,f=r.__c.__z)&&(n.__u|=l,m=o=[],f.nodeType==8?c=ce(f,o):o.push(f),c=o[0]||c),(f=e.__b)&&f(n);n:if(typeof he==`function`){g=s.length;try{if(E=n.props,D=(f=he.prototype)&&f.render,te=(f=he.contextType)&&i[f.__c],ne=f?te?te.props.value:f.__:i,(y=r.__c)?(n.__c=y,2&y.__g&&(y.__g|=1)):(D?n.__c=y=new he(E,ne):(n.__c=y=new S(E,ne),y.constructor=he,y.render=me),te&&te.sub(y),y.state||(y.state={}),y.__n=i,y.__g|=8,y.__h=[],y.__k=[]),D&&(y.__s||(y.__s=y.state),he.getDerivedStateFromProps&&(y.__s==y.state&&(y.__s=_({},y.__s)),_(y.__s,he.getDerivedStateFromProps(E,y.__s)))),b=y.props,w=y.state,y.__v=n,r.__c){if(E!==b&&D&&!he.getDerivedStateFromProps&&y.componentWillReceiveProps&&y.componentWillReceiveProps(E,ne),n.__v==r.__v&&!(8&y.__g)||!(4&y.__g)&&y.shouldComponentUpdate&&!1===y.shouldComponentUpdate(E,y.__s,ne)){n.__v!=r.__v&&(y.props=E,y.state=y.__s,y.__g&=-9),n.__e=r.__e,n.__k=r.__k,n.__k.some(function(e){e&&(e.__=n)}),p.push.apply(y.__h,y.__k),y.__k=[],y.__h.length&&s.push(y),c=C(r);break n}y.componentWillUpdate&&y.componentWillUpdate(E,y.__s,ne),D&&y.componentDidUpdate&&y.__h.push(function(){y.componentDidUpdate(b,w,T)})}else D&&!he.getDerivedStateFromProps&&y.componentWillMount&&y.componentWillMount(),D&&y.componentDidMount&&y.__h.push(y.componentDidMount);y.context=ne,y.props=E,y.__P=t,y.__g&=-5,re=e.__r,ie=D?25:0;do y.__g&=-9,re&&re(n),f=y.render(y.props,y.state=y.__s,y.context);while(8&y.__g&&++ie<25);D&&(p.push.apply(y.__h,y.__k),y.__k=[]),y.state=y.__s,y.getChildContext&&(i=_({},i,y.getChildContext())),D&&r.__c&&y.getSnapshotBeforeUpdate&&(T=y.getSnapshotBeforeUpdate(b,w)),ae=f&&f.type===x&&f.key==null?f.props.children:f,E.__P&&(f=c,a=(t=E.__P).namespaceURI,l=o=null,r.props&&r.props.__P!=t&&(r.__k.some(function(e){e&&pe(e,e)}),r.__k=null),c=r.__k?C(r,0):null),c=ee(t,h(ae)?ae:[ae],n,r,i,a,o,s,c,l,u),E.__P&&(n.__e=null,c=f),n.__u&=-161,m&&m.some(v),y.__h.length&&s.push(y),1&y.__g&&(y.__g&=-4)}catch(t){if(s.length=g,n.__v=null,l||o){if(t&&t.then){if(n.__u|=128|l,o){for(~(ue=o.indexOf(c||void 0))||(ue=o.length);(fe=o[ue-1])&&fe.nodeType==8;)ue--;for(;ue<o.length;ue++)if(fe=o[ue]){if(o[ue]=null,oe){if(fe==se)break}else{if(fe.nodeType!=8)break;fe.data.startsWith(`$s`)&&(se=ce(oe=fe))}}}if(!oe){for(;c&&c.nodeType==8&&c.nextSibling;)c=c.nextSibling;oe=c}(f=ce(oe=n.__c.__z||(n.__c.__z=oe)))?(n.__e=oe,c=f):n.__e=c,c&&=c.nextSibling}else o&&o.some(v)}else n.__e=r.__e;n.__k||=r.__k||[],t&&t.then||le(n),e.__e(t,n,r)}}else c=n.__e=de(r.__e,n,r,i,a,o,s,l,u,t);return(f=e.diffed)&&f(n),c}function ce(e,t){if(e&&e.nodeType==8&&e.data.startsWith(`$s`))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith(`$s`))n++;else if(e.data.startsWith(`/$s`)&&!--n)return e}t&&t.push(e)}}function le(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(le))}function ue(t,n,r){for(var i=0;i<r.length;)fe(r[i++],r[i++],r[i++]);e.__c&&e.__c(n,t),t.some(function(n){try{t=n.__h,n.__h=[],t.some(function(e){e.call(n)})}catch(t){e.__e(t,n.__v)}})}function de(t,n,r,i,a,o,s,c,l,u){var d,p,_,y,b,x,S,w,T=r.props||f,E=n.props,D=n.type;if(D==`svg`?a=`http://www.w3.org/2000/svg`:D==`math`?a=`http://www.w3.org/1998/Math/MathML`:a||=`http://www.w3.org/1999/xhtml`,o){for(d=0;d<o.length;d++)if((b=o[d])&&(D?b.localName==D:b.nodeType==3)){t=b,o[d]=null;break}}if(!t){if(w=u.ownerDocument||document,!D)return w.createTextNode(E);t=w.createElementNS(a,D,E.is?E:u),c&&=(e.__m&&e.__m(n,o),!1),o=null}if(D){if(u=D==`template`&&t.content||t,o=D==`textarea`&&E.defaultValue!=null?null:o&&g.call(u.childNodes),!c&&o)for(T={},d=0;d<t.attributes.length;d++)T[(b=t.attributes[d]).name]=b.value;for(d in T)b=T[d],d==`dangerouslySetInnerHTML`?_=b:d==`children`||d in E||d==`value`&&`defaultValue`in E||d==`checked`&&`defaultChecked`in E||ae(t,d,null,b,a);for(d in E)b=E[d],d==`children`?y=b:d==`dangerouslySetInnerHTML`?p=b:d==`value`?x=b:d==`checked`?S=b:c&&typeof b!=`function`||T[d]===b||ae(t,d,b,T[d],a);p?(c||_&&(p.__html==_.__html||p.__html==t.innerHTML)||(t.innerHTML=p.__html),n.__k=[]):(_&&(t.textContent=``),(D==`foreignObject`||a==`http://www.w3.org/1998/Math/MathML`&&m.test(D))&&(a=`http://www.w3.org/1999/xhtml`),ee(u,h(y)?y:[y],n,r,i,a,o,s,o?o[0]:r.__k&&C(r,0),c,l),o&&o.some(v)),c&&D!=`textarea`||(d=`value`,D==`progress`&&x==null?t.removeAttribute(d):x==null||x===t[d]&&(D!=`progress`||x)||ae(t,d,x,T[d],a),d=`checked`,S!=null&&S!=t[d]&&ae(t,d,S,T[d],a))}else T===E||c&&t.data==E||(t.data=E);return t}function fe(t,n,r,i){try{typeof t==`function`?n?n.__x=t(n)||1:(i&&=i.__c||i.__e)&&(n=i.__x)&&(i.__x=null,typeof n==`function`?n():t(null)):t.current=n}catch(t){e.__e(t,r)}}function pe(t,n,r){var i,a,o,s;if(e.unmount&&e.unmount(t),!(i=t.ref)||i.current&&i.current!=t.__e||fe(i,null,n,t),i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){e.__e(t,n)}i.__P=i.__n=null}if(i=t.__k)for(s=0;s<i.length;s++)i[s]&&pe(i[s],n,typeof t.type!=`function`||r&&!t.props.__P);!r&&(i=t.__c)&&(i=i.__z)&&(a=ce(i,o=[]))&&(i==t.__e&&o.some(v),v(a),v(i)),r||v(t.__e),t.__e=t.__c=t.__=null}function me(e,t,n){return this.constructor(e,n)}function he(t,n){var r,i,a,o;e.__&&e.__(t,n),n.nodeType==9&&(n=n.documentElement),i=(r=t&&32&t.__u)?null:n.__k,n.__k=b(x,{children:[t]}),a=[],o=[],se(n,n.__k,i||f,f,n.namespaceURI,i?null:n.firstChild?g.call(n.childNodes):null,a,i?i.__e:n.firstChild,r,o),ue(a,n.__k,o),n.__k.props.children=null}function ge(e){function t(e){var n,r;return this.getChildContext||(n=new Set,(r={})[t.__c]=this,this.getChildContext=function(){return r},this.shouldComponentUpdate=function(e){this.props.value!=e.value&&n.forEach(function(e){e.__g|=4,E(e)})},this.sub=function(e){n.add(e);var t=e.componentWillUnmount;e.componentWillUnmount=function(){n.delete(e),t&&t.call(e)}}),e.children}return t.__c=`__cC`+u++,t.__=e,t.Provider=(t.Consumer=function(e,t){return e.children(t)}).contextType=t,t}e={__e:function(e,t,n,r){for(var a,o,s;t=t.__;)if((a=t.__c)&&!(1&a.__g)){a.__g|=4;try{if((s=(o=a.constructor)&&o.getDerivedStateFromError)&&a.setState(o.getDerivedStateFromError(e)),a.componentDidCatch&&(a.componentDidCatch(e,r||{}),s=1),s&&8&a.__g)return void(a.__g|=2)}catch(t){e=t}}throw i=0,e}},t=0,S.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=_({},this.state)),typeof e==`function`&&(e=e(_({},n),this.props)),e&&(_(n,e),this.__v&&(t&&this.__k.push(t),E(this)))},S.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),E(this))},S.prototype.render=x,n=[],i=0,a=function(e,t){return e.__v.__b-t.__v.__b},o=Symbol(),s=/(PointerCapture)$|Capture$/i,c=0,l={},u=0;var _e,O,ve,ye,be=Object.is,xe=0,Se=[],Ce=[],k=e,we=k.__b,Te=k.__r,Ee=k.diffed,De=k.__c,Oe=k.unmount,ke=k.__;function Ae(e,t){k.__h&&k.__h(O,e,xe||t),xe=0;var n=O.__H||(O.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function A(e){return xe=1,je(We,e)}function je(e,t,n){var r=Ae(_e++,2);if(r.t=e,!r.__c&&(r.__=[n?n(t):We(void 0,t),function(e){var t=(r.__N||r.__)[0],n=r.t(t,e);be(t,n)||(r.__N=[n,r.__[1]],r.__c.setState({}))}],r.__c=O,!O.__f)){O.__f=!0;var i=O.shouldComponentUpdate;O.shouldComponentUpdate=function(e,t,n){var r=this.__H;if(!r)return!0;var a=!1,o=this.props!=e;if(r.__.some(function(e){e.__N&&(a=!0,be(e.__[0],e.__N[0])||(o=!0))}),i){var s=i.call(this,e,t,n);return a?s||o:s}return!a||o}}return r.__}function j(e,t){var n=Ae(_e++,3);!k.__s&&Ue(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,O.__H.__h.push(n))}function Me(e,t){var n=Ae(_e++,4);!k.__s&&Ue(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,O.__h.push(n))}function M(e){return xe=5,Ne(function(){return{current:e}},[])}function Ne(e,t){var n=Ae(_e++,7);return Ue(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Pe(e,t){return xe=8,Ne(function(){return e},t)}function Fe(e){var t=O.context[e.__c],n=Ae(_e++,9);return n.c=e,t?(n.__??(n.__=!0,t.sub(O)),t.props.value):e.__}function Ie(){var e=Ae(_e++,11);if(!e.__){for(var t=O.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__=`P`+n[0]+`-`+n[1]++}return e.__}function Le(){var e;do{for(;e=Ce.shift();)try{Ve(e)}catch(t){k.__e(t,{__:(e=e.__P)&&e.__v})}for(;e=Se.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Ve),t.__h.some(He),t.__h=[]}catch(n){t.__h=[],k.__e(n,e.__v)}}}while(Ce.length)}k.__b=function(e){O=null,we&&we(e)},k.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),ke&&ke(e,t)},k.__r=function(e){Te&&Te(e),_e=0;var t=(O=e.__c).__H;t&&(ve==O?O.__h=[]:(t.__h.some(Ve),t.__h.some(He),_e=0),t.__h=[],t.__.some(function(e){e.__N&&(e.__=e.__N),e.u=e.__N=void 0})),ve=O},k.diffed=function(e){Ee&&Ee(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Be(Se.push(t)),t.__H.__.some(function(e){e.u&&(e.__H=e.u)})),ve=O=null},k.__c=function(e,t){t.some(function(e){try{e.__h.some(Ve),e.__h=e.__h.filter(function(e){return!e.__||He(e)})}catch(t){e.__h=[function(){throw t}]}}),De&&De(e,t)},k.unmount=function(e){Oe&&Oe(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n&&=n.__c}r.__P=n,Be(Ce.push(r))}else Ve(r)}catch(e){t=e}}),r.__H=void 0,t&&k.__e(t,r.__v))};var Re=typeof requestAnimationFrame==`function`;function ze(e){var t,n=function(){clearTimeout(r),Re&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Re&&(t=requestAnimationFrame(n))}function Be(e){e!=1&&ye==k.requestAnimationFrame||((ye=k.requestAnimationFrame)||ze)(Le)}function Ve(e){var t=O,n=e.__c;typeof n==`function`&&(e.__c=void 0,n()),O=t}function He(e){var t=O;e.__c=e.__(),O=t}function Ue(e,t){return!e||e.length!=t.length||t.some(function(t,n){return!be(t,e[n])})}function We(e,t){return typeof t==`function`?t(e):t}var Ge={ADMINISTRATOR:[`Administrator`,`Everything but deleting the server.`],MANAGE_SERVER:[`Manage server`,`Rename it; webhooks, invitations, roles and members; read the audit log.`],MANAGE_CHANNELS:[`Manage channels`,`Create, change and delete channels.`],MANAGE_MESSAGES:[`Manage messages`,`Delete the messages of others.`],POST_MESSAGES:[`Post messages`,`And edit and delete one’s own.`]},Ke=Object.keys(Ge),qe=(e,t)=>e!==void 0&&(e.includes(`ADMINISTRATOR`)||t.every(t=>e.includes(t))),Je=[`UNREACHABLE`,`OVERLOADED`,`STORE_UNAVAILABLE`,`SHUTTING_DOWN`],Ye=class extends Error{code;fields;constructor(e,t,n=[]){super(t),this.code=e,this.fields=n}get passing(){return Je.includes(this.code)}},Xe=()=>new Ye(`UNREACHABLE`,`The server does not answer. Nothing is lost: try again in a moment.`),Ze=e=>e instanceof Ye?e:Xe(),Qe=`The answer cannot be read.`;function $e(e){let{message:t,extensions:n={}}=e[0]??{message:Qe};return tt(t,n,n.requestId)}function et(e){return tt(e.detail??Qe,e,e.code===`INTERNAL`?e.requestId:void 0)}function tt(e,{code:t=`INTERNAL`,errors:n=[]},r){let i=r?` Tell who runs this Chattr the number ${r}.`:``;return new Ye(t,(n.length>0?n.map(({field:e,message:t})=>`${at(e)} ${t??`is not valid`}.`).join(` `):nt(e))+i,n.map(({field:e})=>rt(e)))}var nt=e=>e.replace(/\b[A-Z]+(_[A-Z]+)*\b/g,e=>e in Ge?`“${Ge[e][0]}”`:e),rt=e=>e.split(`.`).at(-1)??e,it={content:`The message`,current:`Present password`,new:`New password`};function at(e){let t=it[rt(e)];if(t)return t;let n=rt(e).replace(/([a-z])([A-Z])/g,(e,t,n)=>`${t} ${n.toLowerCase()}`).replace(/\burl\b/,`URL`);return n.charAt(0).toUpperCase()+n.slice(1)}var ot=ge({seen:()=>{}}),st={CANCELLED:(e,t)=>`You are not signed in: you cancelled at ${e}, or it does not let you use Chattr. ${t}`,UNAUTHENTICATED:(e,t)=>`Signing in took too long, or began in another window. ${t}`,ACCOUNT_DISABLED:()=>`Your account is disabled; an administrator of this installation can enable it again.`,FORBIDDEN:e=>`${e} knows you, but you have no account here yet: ask somebody who is here for an invitation link. Or do you have one? Sign in to it, and link ${e} on its account page.`,NOT_FOUND:()=>`This invitation does not work any more: it was used up or revoked, or has expired. Ask for another.`,CONFLICT:(e,t)=>`Somebody took the name for your new account just now. ${t}`,LIMIT_REACHED:()=>`The server you are invited to is full. Tell who invited you.`,PROVIDER_UNAVAILABLE:(e,t)=>`${e} does not answer as it should. ${lt(t)} If it stays so, tell who runs this Chattr: the log says why.`},ct={CANCELLED:e=>`Nothing was linked: you cancelled at ${e}, or it does not let you use Chattr.`,SIGNED_OUT:()=>`Nothing was linked: you are not signed in any more. Sign in, and try again.`,UNAUTHENTICATED:(e,t)=>`Nothing was linked: it took too long, or you signed in anew meanwhile. ${t}`,CONFLICT:e=>`Nothing was linked: that account of ${e} signs in somebody else here. Use another one of yours, or have it unlinked there first.`,LIMIT_REACHED:e=>`Nothing was linked: you are linked to another account of ${e} already. Unlink that first.`,PROVIDER_UNAVAILABLE:(e,t)=>`Nothing was linked: ${e} does not answer as it should. ${lt(t)} If it stays so, tell who runs this Chattr: the log says why.`},lt=e=>e.replace(/\.$/,` in a moment.`),ut={link:e=>`Nothing was linked: something went wrong here. ${e}`,signIn:e=>`You are not signed in: something went wrong here. ${e}`},dt=(e,t,n)=>n?.code===`PROVIDER_UNAVAILABLE`?ft(e,n.code,t):n;function ft(e=`The provider`,t,n){let r=n===`link`,i=n===`invitation`?`Open the invitation link again.`:`Try again.`,a=(r?ct:st)[t]?.(e,i)??ut[r?`link`:`signIn`](i);return new Ye(`PROVIDER_${t}`,a)}function pt(){let[e,t]=A({busy:!1});async function n(n){if(!e.busy){t({busy:!0});try{let e=await n();return t({busy:!1}),e}catch(e){t({busy:!1,failure:Ze(e)});return}}}return{...e,run:n,clear:()=>t({busy:!1})}}var mt=Symbol.for(`pv`),ht=0;Array.isArray;function N(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:mt,__v:--ht,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}function gt({user:e,signIn:t,close:n}){let r=pt();return N(`main`,{class:`entrance`,children:[N(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),N(`h1`,{children:`Sign in with this link?`}),N(`p`,{class:`lead`,children:[`You are signed in as `,N(`bdi`,{children:e.name}),`.`]}),N(`section`,{class:`card`,children:[N(`p`,{children:`The link signs in whom it was made for, perhaps somebody else, and ends your session in this browser. Use it only if you have asked for it.`}),N(`div`,{class:`actions`,children:[N(`button`,{type:`button`,class:`primary`,onClick:n,children:`Stay signed in`}),N(`button`,{type:`button`,disabled:r.busy,onClick:()=>void r.run(t),children:`Sign in with the link`})]})]})]})}function _t({failure:e,user:t,start:n,goOn:r}){return e?N(x,{children:[N(`div`,{class:`problem`,role:`alert`,children:[N(`p`,{children:vt(e)}),t&&N(`p`,{children:[`You are still signed in as `,N(`bdi`,{children:t.name}),`.`]})]}),t&&N(`button`,{type:`button`,class:`primary wide`,onClick:r,children:`Go on`}),e.code===`UNREACHABLE`&&N(`button`,{type:`button`,class:`primary wide`,onClick:n,children:`Try again`})]}):null}function vt({code:e,message:t}){switch(e){case`UNAUTHENTICATED`:return`This sign-in link does not work any more: it was used already, was revoked or has expired.`;case`NOT_FOUND`:return`This invitation does not work any more: it was used up or revoked, or has expired. Ask for another.`;default:return t}}function P({failure:e,again:t}){return e?N(`div`,{class:`problem`,role:`alert`,children:[N(`p`,{children:e.message}),t&&N(`button`,{type:`button`,onClick:t,children:`Try again`})]}):null}async function yt(e,t,n){let r=await fetch(t,{method:e,headers:n?{"content-type":`application/json`}:{},body:n&&JSON.stringify(n)}).catch(()=>null);if(!r)throw Xe();let i=r.status===204?{}:await r.json().catch(()=>null);if(!i)throw Xe();if(!r.ok)throw et(i);return i}var bt=()=>yt(`GET`,`session`),xt=e=>yt(`POST`,`session`,{secret:e}),St=(e,t)=>yt(`POST`,`session`,{login:e,password:t}),Ct=e=>yt(`POST`,`sign-up`,e),wt=(e=!1)=>yt(`DELETE`,e?`session?everywhere=true`:`session`),Tt=e=>yt(`POST`,`invitation`,{secret:e}),Et=e=>yt(`POST`,`oidc/start`,{invitation:e??``}),Dt=e=>yt(`POST`,`oidc/start`,{link:!0,current:e}),Ot=e=>yt(`POST`,`proof`,{current:e}),kt=(e,t)=>yt(`PUT`,`password`,{current:e,new:t}),At=e=>/^#(sign-in|invite|linked|sign-in-error)=/.test(e);function jt(){if(!At(location.hash))return{invite:history.state?.invite};let e=new URLSearchParams(location.hash.slice(1)),t=t=>e.get(t)??void 0,n=t(`invite`);return history.replaceState(n?{invite:n}:null,``,location.pathname+location.search),{signIn:t(`sign-in`),invite:n,linked:e.has(`linked`),error:t(`sign-in-error`),flow:t(`flow`)}}var Mt=()=>history.replaceState(null,``);function Nt({name:e,joining:t,invitation:n}){let r=pt();async function i(){let e=await r.run(()=>Et(n));e&&location.assign(e.url)}return N(`div`,{class:`openid`,children:[N(P,{failure:dt(e,`signIn`,r.failure)}),N(`button`,{type:`button`,class:`wide`,disabled:r.busy,onClick:i,children:N(`span`,{children:[t?`Continue`:`Sign in`,` with `,N(`bdi`,{children:e})]})}),N(`p`,{class:`or`,children:`or`})]})}function F({label:e,name:t,value:n,change:r,hint:i,failure:a,required:o,readOnly:s,autofocus:c,placeholder:l,type:u=`text`,autocomplete:d=`off`}){let f=Ie(),p=a?.fields.includes(t);return N(`div`,{class:`field`,children:[N(`label`,{for:f,children:[e,!o&&N(`span`,{class:`optional`,children:` (optional)`})]}),N(`input`,{id:f,name:t,type:u,value:n,required:o,readOnly:s,placeholder:l,autocomplete:d,autofocus:c,spellcheck:!1,dir:u===`text`?`auto`:void 0,"aria-invalid":p,"aria-describedby":i&&`${f}-hint`,onInput:e=>r(e.currentTarget.value)}),i&&N(`p`,{class:`hint`,id:`${f}-hint`,children:i})]})}function I({submit:e,action:t,busy:n,danger:r=!1,failure:i,cancel:a,done:o,children:s}){return N(`form`,{onSubmit:t=>(t.preventDefault(),e()),children:[s,N(P,{failure:i}),N(`div`,{class:`actions end`,children:[o!==void 0&&N(`span`,{class:`done`,role:`status`,children:!i&&!n&&o}),a&&N(`button`,{type:`button`,onClick:a,children:`Cancel`}),N(`button`,{type:`submit`,class:r?`danger`:`primary`,disabled:n,children:t})]})]})}function Pt({enter:e}){let t=pt(),[n,r]=A(``),[i,a]=A(``);async function o(){let r=await t.run(()=>St(n,i));r?.user&&e(r.user)}return N(I,{submit:o,action:`Sign in`,busy:t.busy,failure:t.failure,children:[N(F,{label:`Name or e-mail`,name:`login`,value:n,change:r,failure:t.failure,required:!0,autocomplete:`username`}),N(F,{label:`Password`,name:`password`,type:`password`,value:i,change:a,failure:t.failure,required:!0,autocomplete:`current-password`})]})}async function Ft(e){try{return await navigator.clipboard.writeText(e),!0}catch{return It(e)}}function It(e){let t=document.createElement(`textarea`),n=document.activeElement;t.value=e,t.className=`out-of-sight`,(document.querySelector(`dialog[open]`)??document.body).append(t),t.select();let r=document.execCommand(`copy`);return t.remove(),n?.focus(),r}function Lt({text:e,label:t=`Copy`,primary:n=!1}){let[r,i]=A(``);return j(()=>{let e=r?setTimeout(()=>i(``),2e3):void 0;return()=>clearTimeout(e)},[r]),N(`button`,{type:`button`,class:n?`primary copy`:`copy`,onClick:async()=>i(await Ft(e)?`Copied`:`Select it and copy`),children:N(`span`,{"aria-live":`polite`,children:r||t})})}var Rt=`http://127.0.0.1:8080/`,zt=new URL(`.`,location.href).href,Bt=zt===Rt?`chattrd sign-in-link`:`chattrd sign-in-link --public-url ${zt.slice(0,-1)}`;function Vt(){return N(`section`,{class:`with-link`,children:[N(`h2`,{children:`Or with a link`}),N(`p`,{children:`For the first sign-in, and for a forgotten password: ask an administrator for a link, or print one on the machine that runs Chattr, in the directory and with the settings it runs with. It works once, within 24 hours.`}),N(`div`,{class:`command`,children:[N(`code`,{children:Bt}),N(Lt,{text:Bt})]})]})}function Ht({invited:e,enter:t}){let n=pt(),[r,i]=A(``),[a,o]=A(``),[s,c]=A(``);async function l(){let i=await n.run(()=>Ct({name:r,password:s,email:a.trim()||null,invitation:e?.secret}));i&&t(i.user,i.serverId)}return N(I,{submit:l,action:e?`Make an account and join`:`Make an account`,busy:n.busy,failure:n.failure,children:[N(F,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autocomplete:`username`,hint:`What others see.`}),N(F,{label:`Password`,name:`password`,type:`password`,value:s,change:c,failure:n.failure,required:!0,autocomplete:`new-password`,hint:`10 characters or more.`}),N(F,{label:`E-mail`,name:`email`,type:`email`,value:a,change:o,failure:n.failure,autocomplete:`email`,hint:`For signing in only: only administrators see it, and nothing is sent to it.`})]})}function Ut({way:e,failure:t,invited:n,enter:r,start:i,goOn:a}){let[o,s]=A(!n),c=!!n||e?.signUp===`open`,l=n?N(x,{children:[`Join `,N(`bdi`,{children:n.server})]}):`Chattr`;return N(`main`,{class:`entrance`,children:[N(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),N(`h1`,{children:l}),N(`p`,{class:`lead`,children:n?N(x,{children:[N(`bdi`,{children:n.creator}),` invites you to this server on Chattr.`]}):`A home for webhooks that post into text channels, seen live.`}),N(`section`,{class:`card`,children:[N(_t,{failure:t,user:e?.user??null,start:i,goOn:a}),e&&!e.user&&e.openIdName&&N(Nt,{name:e.openIdName,joining:!o,invitation:n?.secret}),e&&!e.user&&(o||!c?N(Pt,{enter:r}):N(Ht,{invited:n,enter:r}))]}),e&&!e.user&&c&&N(`p`,{class:`aside`,children:[o?`No account yet? `:`You have an account? `,N(`button`,{type:`button`,class:`as-link`,onClick:()=>s(!o),children:o?`Make one`:`Sign in`})]}),!n&&N(Vt,{})]})}var L=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new L(`
    fragment AccountEntry on Account {
  user {
    id
    name
  }
  email
  administrator
  enabled
  lastSignedInAt
  signInLinkExpiresAt
}
    `,{fragmentName:`AccountEntry`}),new L(`
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
    `,{fragmentName:`Entry`}),new L(`
    fragment RoleEntry on Role {
  id
  name
  everyone
  permissions
}
    `,{fragmentName:`RoleEntry`}),new L(`
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
}`,{fragmentName:`MemberEntry`}),new L(`
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
    `,{fragmentName:`MessageEntry`}),new L(`
    fragment ServerEntry on Server {
  id
  name
  owner {
    id
    name
  }
  createdAt
}
    `,{fragmentName:`ServerEntry`}),new L(`
    fragment ChannelEntry on Channel {
  id
  name
  topic
}
    `,{fragmentName:`ChannelEntry`}),new L(`
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
}`,{fragmentName:`ServerFrame`}),new L(`
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
    `,{fragmentName:`WebhookEntry`});var Wt=new L(`
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
    `),Gt=new L(`
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
    `),Kt=new L(`
    mutation CreateAccessToken($input: CreateAccessTokenInput!) {
  createAccessToken(input: $input) {
    accessToken {
      id
      name
    }
    secret
  }
}
    `),qt=new L(`
    mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {
  revokeAccessToken(input: $input) {
    accessToken {
      id
    }
  }
}
    `),Jt=new L(`
    query Administers {
  viewer {
    managesAccounts
  }
}
    `),Yt=new L(`
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
  signInLinkExpiresAt
}`),Xt=new L(`
    mutation UpdateAccount($input: UpdateAccountInput!) {
  updateAccount(input: $input) {
    account {
      enabled
      administrator
    }
  }
}
    `),Zt=new L(`
    mutation CreateSignInLink($input: CreateSignInLinkInput!) {
  createSignInLink(input: $input) {
    url
  }
}
    `),Qt=new L(`
    mutation RevokeSignInLinks($input: RevokeSignInLinksInput!) {
  revokeSignInLinks(input: $input) {
    account {
      signInLinkExpiresAt
    }
  }
}
    `),$t=new L(`
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
}`),en=new L(`
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
}`),tn=new L(`
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
}`),nn=new L(`
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
}`),rn=new L(`
    mutation CreateChannel($input: CreateChannelInput!) {
  createChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),an=new L(`
    mutation UpdateChannel($input: UpdateChannelInput!) {
  updateChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),on=new L(`
    mutation DeleteChannel($input: DeleteChannelInput!) {
  deleteChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),sn=new L(`
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
}`),cn=new L(`
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
}`),ln=new L(`
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
    `),un=new L(`
    mutation CreateInvitation($input: CreateInvitationInput!) {
  createInvitation(input: $input) {
    invitation {
      id
    }
    url
  }
}
    `),dn=new L(`
    mutation RevokeInvitation($input: RevokeInvitationInput!) {
  revokeInvitation(input: $input) {
    invitation {
      id
    }
  }
}
    `),fn=new L(`
    mutation RemoveMember($input: RemoveMemberInput!) {
  removeMember(input: $input) {
    member {
      id
    }
  }
}
    `),pn=new L(`
    mutation LeaveServer($input: LeaveServerInput!) {
  leaveServer(input: $input) {
    server {
      id
    }
  }
}
    `),mn=new L(`
    mutation TransferServer($input: TransferServerInput!) {
  transferServer(input: $input) {
    server {
      id
    }
  }
}
    `),hn=new L(`
    mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) {
    role {
      id
    }
  }
}
    `),gn=new L(`
    mutation UpdateRole($input: UpdateRoleInput!) {
  updateRole(input: $input) {
    role {
      id
    }
  }
}
    `),_n=new L(`
    mutation DeleteRole($input: DeleteRoleInput!) {
  deleteRole(input: $input) {
    role {
      id
    }
  }
}
    `),vn=new L(`
    mutation GiveRole($input: GiveRoleInput!) {
  giveRole(input: $input) {
    role {
      id
    }
  }
}
    `),yn=new L(`
    mutation TakeRole($input: TakeRoleInput!) {
  takeRole(input: $input) {
    role {
      id
    }
  }
}
    `),bn=new L(`
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
}`),xn=new L(`
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
}`),Sn=new L(`
    mutation PostMessage($input: PostMessageInput!) {
  postMessage(input: $input) {
    message {
      id
    }
  }
}
    `),Cn=new L(`
    mutation EditMessage($input: EditMessageInput!) {
  editMessage(input: $input) {
    message {
      id
    }
  }
}
    `),wn=new L(`
    mutation DeleteMessage($input: DeleteMessageInput!) {
  deleteMessage(input: $input) {
    message {
      id
    }
  }
}
    `),Tn=new L(`
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
    `),En=new L(`
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
    `),Dn=new L(`
    mutation UnlinkIdentity($input: UnlinkIdentityInput!) {
  unlinkIdentity(input: $input) {
    viewer {
      signInMethods
    }
  }
}
    `),On=new L(`
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    server {
      id
    }
  }
}
    `),kn=new L(`
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
}`),An=new L(`
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
}`),jn=new L(`
    mutation CreateServer($input: CreateServerInput!) {
  createServer(input: $input) {
    server {
      id
    }
  }
}
    `),Mn=new L(`
    mutation UpdateServer($input: UpdateServerInput!) {
  updateServer(input: $input) {
    server {
      id
    }
  }
}
    `),Nn=new L(`
    mutation DeleteServer($input: DeleteServerInput!) {
  deleteServer(input: $input) {
    server {
      id
    }
  }
}
    `),Pn=new L(`
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
}`),Fn=new L(`
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
}`),In=new L(`
    mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),Ln=new L(`
    mutation UpdateWebhook($input: UpdateWebhookInput!) {
  updateWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),Rn=new L(`
    mutation DeleteWebhook($input: DeleteWebhookInput!) {
  deleteWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),zn=new L(`
    mutation RegenerateWebhookUrl($input: RegenerateWebhookUrlInput!) {
  regenerateWebhookUrl(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),Bn=new L(`
    mutation TestWebhook($input: TestWebhookInput!) {
  testWebhook(input: $input) {
    message {
      id
    }
  }
}
    `);function Vn(){let e=new Set;return{tell:()=>[...e].forEach(e=>e()),listen:t=>(e.add(t),()=>void e.delete(t))}}var Hn=Vn(),Un=Vn(),Wn=Vn(),Gn=Vn(),Kn=Vn(),qn={answers:!0,listen:Kn.listen};function Jn(e){qn.answers!==e&&(qn.answers=e,Kn.tell())}var Yn=new URL(`graphql`,document.baseURI),Xn=2e4;async function Zn(e,t){try{let n=await Qn(e,t);return Jn(!0),n}catch(e){throw Jn(!e.passing),e}}async function Qn(e,t){let n=e.toString(),{data:r,errors:i=[]}=await $n(JSON.stringify({query:n,variables:t}),/^\s*query\b/.test(n)?AbortSignal.timeout(Xn):void 0);if(i.some(e=>e.extensions?.code===`UNAUTHENTICATED`)&&Un.tell(),!r)throw $e(i);return r}async function $n(e,t){let n=await(await fetch(Yn,{method:`POST`,headers:{"content-type":`application/json`,accept:`application/graphql-response+json, application/json`},body:e,signal:t}).catch(()=>null))?.json().catch(()=>null);if(!n)throw Xe();if(n.data===void 0&&!Array.isArray(n.errors))throw et(n);return n}var er=[`NOT_FOUND`,`FORBIDDEN`,`CONFLICT`];function R(e,t=!0){let n=pt();async function r(n){try{let r=await Zn(e,{input:n});return t&&Hn.tell(),r}catch(e){throw e instanceof Ye&&er.includes(e.code)&&Hn.tell(),e}}return{...n,run:e=>n.run(()=>r(e))}}var tr=[`channels`,`webhooks`,`members`,`roles`,`audit-log`,`settings`];function nr(e){let[t=``,n]=e.replace(/^#?\/?/,``).split(`?`),[r,i=``,a=`channels`,o]=t.split(`/`),s=new URLSearchParams(n).get(`channel`)??void 0;if(!r)return{page:`servers`};if(r===`tokens`||r===`account`)return{page:r};if(r===`accounts`)return{page:i===`audit-log`?`installationLog`:`accounts`};if(r===`channels`&&i)return{page:`channel`,channelId:i};if(r===`webhooks`&&i)return{page:`webhook`,webhookId:i};if(r===`servers`&&i&&a===`webhooks`&&o===`new`)return{page:`newWebhook`,serverId:i,channelId:s};let c=tr.find(e=>e===a);return r===`servers`&&i&&c?{page:`server`,serverId:i,section:c}:{page:`missing`}}var z={servers:`#/`,tokens:`#/tokens`,account:`#/account`,accounts:`#/accounts`,installationLog:`#/accounts/audit-log`,server:(e,t=`channels`)=>`#/servers/${e}/${t}`,channel:e=>`#/channels/${e}`,webhook:e=>`#/webhooks/${e}`,newWebhook:(e,t)=>`#/servers/${e}/webhooks/new${t?`?channel=${t}`:``}`},rr=e=>void(location.hash=e);function ir(){let[e,t]=A(location.hash);return j(()=>{let e=()=>t(location.hash);return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),nr(e)}var ar=ge({id:``,name:``}),or=()=>Fe(ar),B=(e,t)=>qe(e,[t]);function sr({invited:e,close:t}){let n=or(),r=R(On);async function i(){let n=await r.run({secret:e.secret});n&&(t(),rr(z.server(n.acceptInvitation.server.id)))}return N(`main`,{class:`entrance`,children:[N(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),N(`h1`,{children:[`Join `,N(`bdi`,{children:e.server})]}),N(`p`,{class:`lead`,children:[N(`bdi`,{children:e.creator}),` invites you to this server.`]}),N(`section`,{class:`card`,children:[N(`p`,{children:[`You are signed in as `,N(`bdi`,{children:n.name}),`.`]}),N(P,{failure:r.failure}),N(`div`,{class:`actions`,children:[N(`button`,{type:`button`,class:`primary`,disabled:r.busy,onClick:i,children:`Join`}),N(`button`,{type:`button`,onClick:t,children:`Not now`})]})]})]})}function V(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function cr(e){return V(e)===`object`}function lr(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function ur(e,t){return e.length<124?e:t}var H=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))(H||{}),U=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))(U||{});function dr(e){if(!cr(e))throw Error(`Message is expected to be an object, but got ${V(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${V(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!cr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${V(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!cr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${V(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${V(e.payload.query)}`);if(e.payload.variables!=null&&!cr(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${V(e.payload.variables)}`);if(e.payload.operationName!=null&&V(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${V(e.payload.operationName)}`);if(e.payload.extensions!=null&&!cr(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${V(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${V(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!cr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${V(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${V(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!lr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${V(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function fr(e,t){return dr(typeof e==`string`?JSON.parse(e,t):e)}function pr(e,t){return dr(e),JSON.stringify(e,t)}function mr(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=gr,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!vr(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(pr({type:U.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof hr&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(pr(e?{type:U.ConnectionInit,payload:e}:{type:U.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close(H.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close(H.InternalClientError,ur(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=fr(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(pr(n.payload?{type:U.Pong,payload:n.payload}:{type:U.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==U.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close(H.BadResponse,ur(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(gr(e)&&(_r(e.code)||[H.InternalServerError,H.InternalClientError,H.BadRequest,H.BadResponse,H.Unauthorized,H.SubprotocolNotAcceptable,H.SubscriberAlreadyExists,H.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(gr(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function te(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case U.Next:t.next(e.payload);return;case U.Error:i=!0,r=!0,t.error(e.payload),a();return;case U.Complete:r=!0,a();return}});o.send(pr({id:n,type:U.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(pr({id:n,type:U.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:te,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=te(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new hr)}}}var hr=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function gr(e){return cr(e)&&`code`in e&&`reason`in e}function _r(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function vr(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var yr=Vn(),br={open:!1,listen:yr.listen};function xr(e){br.open=e,yr.tell()}function Sr(){let e=new URL(`graphql`,document.baseURI);return e.protocol=e.protocol===`https:`?`wss:`:`ws:`,e.href}var Cr=e=>e instanceof CloseEvent,wr=4401,Tr;function Er(){return Tr??=mr({url:Sr(),retryAttempts:1/0,shouldRetry:e=>!(Cr(e)&&e.code===wr),retryWait:e=>new Promise(t=>setTimeout(t,Math.min(500*2**e,5e3)*(.5+Math.random()))),on:{connected:()=>xr(!0),closed:()=>xr(!1)}})}function Dr(){Tr?.dispose(),Tr=void 0}function Or(e,t,n,r){return Er().subscribe({query:e.toString(),variables:t},{next:({data:e,errors:t})=>e?n(e):r($e(t??[])),error:e=>r(kr(e)),complete:()=>{}})}function kr(e){return Array.isArray(e)?$e(e):Cr(e)?(e.code===wr&&Un.tell(),new Ye(`CLOSED`,`The stream was closed: ${e.code} ${e.reason}`)):new Ye(`INTERNAL`,`The stream broke off.`)}var W=Vn(),Ar=2e4,jr=3e3;function Mr(e,t){j(W.tell,[e]),j(()=>{let e=[Ir(document,`click`,e=>Fr(e.target)&&W.tell()),Ir(document,`visibilitychange`,()=>Pr()&&W.tell()),Ir(window,`focus`,W.tell),Ir(window,`online`,W.tell),Ir(window,`offline`,()=>Jn(!1)),qn.listen(()=>qn.answers&&W.tell()),br.listen(()=>br.open&&W.tell())];return()=>e.forEach(e=>e())},[]),j(()=>Nr(t),[t])}function Nr(e){let t,n=!1,r=()=>{clearTimeout(t),n||(t=window.setTimeout(i,(qn.answers?Ar:jr)*(.75+Math.random()/2)))},i=()=>Pr()?void e().catch(()=>{}).then(r):r(),a=qn.listen(r);return r(),()=>(n=!0,clearTimeout(t),a())}var Pr=()=>document.visibilityState===`visible`,Fr=e=>e instanceof Element&&e.closest(`a[href]`)?.href===location.href;function Ir(e,t,n){return e.addEventListener(t,n),()=>e.removeEventListener(t,n)}var Lr=new Map,Rr=Vn(),zr=()=>(Lr.clear(),Rr.tell()),Br=()=>Lr.clear(),Vr=new Map;Hn.listen(()=>Vr.clear());function Hr(e,t){let n=Vr.get(e);if(n)return n;let r=t().finally(()=>Vr.get(e)===r&&Vr.delete(e));return Vr.set(e,r),r}var Ur=(e,t)=>JSON.stringify(Lr.get(e))===JSON.stringify(t);function Wr(e,t){return Ur(e,t)||Lr.set(e,t),Lr.get(e)}function Gr(e,t){let[n,r]=A({key:e,data:Lr.get(e)}),i=M({key:e,read:t,run:0});i.current.key=e,i.current.read=t;let a=Pe(()=>{let{key:e,read:t}=i.current,n=++i.current.run,a=t=>{i.current.run===n&&r(n=>qr(n,t(n.key===e?n:{key:e})))};Hr(e,t).then(t=>a(()=>({key:e,data:Wr(e,t)})),t=>a(({data:n})=>({key:e,data:n,failure:n!==void 0&&t.passing?void 0:Kr(t)})))},[]),o=Pe(async()=>{let{key:e,read:t}=i.current;Ur(e,await t())||W.tell()},[e]);j(()=>(a(),()=>void i.current.run++),[e]),j(()=>Hn.listen(a),[]),j(()=>W.listen(a),[]);let s=n.key===e?n:{data:Lr.get(e),failure:void 0};return{data:s.data,failure:s.failure,reload:a,look:o}}function Kr(e){let t=Ze(e);return t.code===`UNREACHABLE`?new Ye(t.code,`The server does not answer. This is read as soon as it does.`):t}var qr=(e,t)=>e.key===t.key&&e.data===t.data&&e.failure===t.failure?e:t,Jr=new Promise(()=>{});function Yr(e,t){return Gr(e.toString()+JSON.stringify(t),()=>t?Zn(e,t):Jr)}var Xr={hash:`M6.5 2 5 14M11 2 9.5 14M2.5 5.5h11M2 10.5h11`,webhook:`M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z`,settings:`M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 4.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0M7 11.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0`,key:`M10.5 9a3.5 3.5 0 1 0-3.3-2.3L2 12v2h2.5v-1.5H6V11h1.5l1-1M11 5.5v.01`,play:`M4.5 3v10l8-5z`,people:`M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.8c1.6.5 2.5 1.8 2.5 3.7`,shield:`M8 1.5 13.5 4v4c0 3-2.2 5.5-5.5 6.5C4.7 13.5 2.5 11 2.5 8V4z`,list:`M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.01M2.5 8v.01M2.5 12v.01`,menu:`M2 4h12M2 8h12M2 12h12`,edit:`M10.5 3 13 5.5 6 12.5 3 13l.5-3z`,delete:`M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4`,back:`M9.5 3.5 5 8l4.5 4.5`,plus:`M8 3v10M3 8h10`,leave:`M6.5 2.5H3v11h3.5M7 8h7M11 5l3 3-3 3`,user:`M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5`};function G({name:e}){return N(`svg`,{class:`icon`,viewBox:`0 0 16 16`,width:`16`,height:`16`,"aria-hidden":`true`,fill:`none`,stroke:`currentColor`,"stroke-width":`1.5`,"stroke-linecap":`round`,"stroke-linejoin":`round`,children:N(`path`,{d:Xr[e]})})}var Zr=/^(avatars\/[0-9a-f]{32})\?of=\d+$/,Qr=6e4,$r=new Map,ei=new Map,ti=e=>Zr.exec(e??``)?.[1];function ni(e){let t=ti(e);if(!t||Date.now()<(ei.get(t)??0)+Qr)return;let n=$r.get(t)??e;return $r.set(t,n),n}function ri(e){let t=ti(e);ei.set(t,Date.now()),$r.delete(t)}var ii=8;function ai({id:e,name:t,picture:n}){let[r,i]=A(),[,a]=A({}),o=ni(n);return N(`span`,{class:`avatar colour-${Number(e.slice(-6))%ii}`,"aria-hidden":`true`,children:[oi(t),o&&N(`img`,{src:o,alt:``,class:r===o?`loaded`:``,onLoad:()=>i(o),onError:()=>(ri(o),a({}))},o)]})}function oi(e){let t=e.split(/[^\p{L}\p{N}\p{M}\p{So}]+/u).filter(Boolean),n=e=>e?[...new Intl.Segmenter().segment(e)][0]?.segment??``:``;return(n(t[0])+(t.length>1?n(t.at(-1)):``)).toLocaleUpperCase()||`?`}var si=new Intl.RelativeTimeFormat(void 0,{style:`short`}),ci=new Intl.DateTimeFormat(void 0,{dateStyle:`full`,timeStyle:`medium`}),li=new Intl.DateTimeFormat(void 0,{weekday:`long`,day:`numeric`,month:`long`,year:`numeric`}),ui=new Intl.DateTimeFormat(void 0,{timeStyle:`short`}),di=new Intl.DateTimeFormat(void 0,{dateStyle:`medium`}),fi=[[`day`,86400],[`hour`,3600],[`minute`,60]],pi=1209600;function mi(e,t=Date.now()){let n=(Date.parse(e)-t)/1e3;if(Math.abs(n)<45)return`just now`;if(Math.abs(n)>pi)return di.format(Date.parse(e));let[r,i]=fi.find(([,e])=>Math.abs(n)>=e)??[`minute`,60],a=n/i;return si.format(a>0?Math.round(a):Math.trunc(a)||-1,r)}var hi=e=>new Date(Date.now()+e*864e5).toISOString(),gi=e=>ci.format(Date.parse(e)),_i=e=>ui.format(Date.parse(e)),vi=e=>li.format(Date.parse(e)),yi=Vn();setInterval(yi.tell,3e4);function K({at:e}){let[,t]=A({});return j(()=>yi.listen(()=>t({})),[]),N(`time`,{dateTime:e,title:gi(e),children:mi(e)})}function q({title:e,close:t,once:n=!1,children:r}){let i=M(null),a=M(!1),o=Ie();return Me(()=>{let e=i.current;return e.showModal(),()=>e.close()},[]),N(`dialog`,{ref:i,"aria-labelledby":o,onCancel:e=>(e.preventDefault(),n||t()),onMouseDown:e=>e.target===i.current&&!n&&!a.current&&t(),onInput:()=>void(a.current=!0),onKeyDown:e=>n&&e.key===`Escape`&&e.preventDefault(),children:N(`div`,{class:`dialog`,children:[N(`h2`,{id:o,children:e}),r]})})}function J({title:e,action:t,danger:n=!0,busy:r,failure:i,confirm:a,close:o,children:s}){return N(q,{title:e,close:o,children:[N(`div`,{class:`explain`,children:s}),N(P,{failure:i}),N(`div`,{class:`actions end`,children:[N(`button`,{type:`button`,onClick:o,children:`Cancel`}),N(`button`,{type:`button`,class:n?`danger`:`primary`,disabled:r,onClick:a,children:t})]})]})}var bi={input:{enabled:!1},danger:!0,when:`Has left, or must not get in for now?`,action:`Disable account`,title:`Disable`,end:``,happens:[`They are signed out everywhere at once, and their access tokens stop working. Nothing signs them in until the account is enabled again.`,`Their servers, webhooks and messages stay, and the webhooks go on posting. Invitation links that they know still let somebody in: revoke those on the servers’ pages.`]},xi={input:{enabled:!0},danger:!1,when:`Should get in again?`,action:`Enable account`,title:`Enable`,end:``,happens:[`They can sign in again, and their access tokens work again; sign-in links from before do not.`]},Si={input:{administrator:!0},danger:!1,when:`Should look after this installation, too?`,action:`Make administrator`,title:`Make`,end:` an administrator`,happens:[`They may do everything on every server, see all accounts and their e-mail addresses, and disable and promote others, you too.`]},Ci={input:{administrator:!1},danger:!0,when:`Should no longer look after this installation?`,action:`Remove as administrator`,title:`Remove`,end:` as administrator`,happens:[`They keep the servers they own or are members of, and lose all others within a second. Sign-in links that they made for others no longer work.`]},wi=({administrator:e,enabled:t})=>[e?Ci:Si,t?bi:xi];function Ti({label:e,value:t}){return N(`div`,{class:`secret`,children:[N(`input`,{readOnly:!0,value:t,"aria-label":e,onFocus:e=>e.currentTarget.select()}),N(Lt,{text:t,primary:!0})]})}function Ei({title:e,label:t,secret:n,close:r,children:i}){return N(q,{title:e,close:r,once:!0,children:[N(`p`,{class:`explain`,children:[`It is shown this once. `,i]}),N(Ti,{label:t,value:n}),N(`div`,{class:`actions end`,children:N(`button`,{type:`button`,onClick:r,children:`Done`})})]})}function Di({user:e,close:t}){let n=R(Zt),[r,i]=A(``);async function a(){let t=await n.run({userId:e.id});t&&i(t.createSignInLink.url)}return r?N(Ei,{title:`Copy the link now`,label:`Sign-in link`,secret:r,close:t,children:[`Give it to `,N(`bdi`,{children:e.name}),` and nobody else, where only they can read it: whoever opens it first is signed in as them.`]}):N(J,{title:`Make a sign-in link for ${e.name}?`,action:`Make a link`,danger:!1,busy:n.busy,failure:n.failure,confirm:a,close:t,children:[N(`p`,{children:`It signs them in once, within 24 hours. On their Account page they can then, for an hour, choose a new password without the old one.`}),N(`p`,{children:`An older one that an administrator made for them no longer works.`}),N(`p`,{children:`That you made it is written into the log.`})]})}function Oi({user:e,close:t}){let n=R(Qt);return N(J,{title:`Revoke the sign-in links of ${e.name}?`,action:`Revoke links`,busy:n.busy,failure:n.failure,confirm:async()=>await n.run({userId:e.id})&&t(),close:t,children:[N(`p`,{children:`Links that were made for them and not used yet no longer work. Who has signed in with one stays signed in.`}),N(`p`,{children:`That you revoked them is written into the log.`})]})}function ki({account:e,close:t}){let[n,r]=A(),{name:i}=e.user;if(n===`link`)return N(Di,{user:e.user,close:t});if(n===`revoke`)return N(Oi,{user:e.user,close:t});if(n)return N(Ai,{account:e,change:n,close:t});let a=wi(e);return N(q,{title:i,close:t,children:[N(`ul`,{class:`choices-of`,children:[e.enabled&&N(`li`,{children:[N(`p`,{children:`Cannot sign in, or has forgotten the password?`}),N(`button`,{type:`button`,onClick:()=>r(`link`),children:`Make a sign-in link…`})]}),e.signInLinkExpiresAt&&N(`li`,{children:[N(`p`,{children:`A link was made that nobody should use any more?`}),N(`button`,{type:`button`,onClick:()=>r(`revoke`),children:`Revoke sign-in links…`})]}),a.map(e=>N(`li`,{children:[N(`p`,{children:e.when}),N(`button`,{type:`button`,class:e.danger?`danger`:``,onClick:()=>r(e),children:[e.action,`…`]})]},e.action))]}),N(`div`,{class:`actions end`,children:N(`button`,{type:`button`,onClick:t,children:`Cancel`})})]})}function Ai({account:e,change:t,close:n}){let r=R(Xt);return N(J,{title:`${t.title} ${e.user.name}${t.end}?`,action:t.action,danger:t.danger,busy:r.busy,failure:r.failure,confirm:async()=>await r.run({userId:e.user.id,...t.input})&&n(),close:n,children:t.happens.map(e=>N(`p`,{children:e},e))})}function ji({account:e}){let t=or(),[n,r]=A(!1),{user:i,email:a,administrator:o,enabled:s,lastSignedInAt:c,signInLinkExpiresAt:l}=e;return N(`li`,{class:`row`,children:[N(ai,{id:i.id,name:i.name}),N(`span`,{class:`row-text`,children:[N(`span`,{class:`row-head`,children:[N(`bdi`,{class:`row-title`,children:i.name}),i.id===t.id&&N(`span`,{class:`row-detail`,children:`you`}),o&&N(`span`,{class:`tag strong`,children:`Administrator`}),!s&&N(`span`,{class:`tag off`,children:`Disabled`})]}),a&&N(`span`,{class:`row-detail`,children:N(`bdi`,{children:a})}),N(`span`,{class:`row-detail`,children:c?N(x,{children:[`Signed in `,N(K,{at:c})]}):`Never signed in`}),l&&N(`span`,{class:`row-detail`,children:[`A sign-in link works until `,N(K,{at:l})]})]}),i.id!==t.id&&N(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),children:[`Manage`,N(`span`,{class:`out-of-sight`,children:[` `,N(`bdi`,{children:i.name})]})]}),n&&N(ki,{account:e,close:()=>r(!1)})]})}function Y(e,t,n,r=!1){return Pi(e.toString()+JSON.stringify(t),r,async r=>{let i=n(await Zn(e,{...t,after:r}));return i?{items:Ni(i),more:i.pageInfo.hasNextPage,cursor:i.pageInfo.endCursor}:null})}function Mi(e,t,n){return Pi(e.toString()+JSON.stringify(t),!1,async r=>{let i=n(await Zn(e,{...t,before:r}));return i?{items:Ni(i).reverse(),more:i.pageInfo.hasPreviousPage,cursor:i.pageInfo.startCursor}:null})}var Ni=({edges:e})=>e.map(({node:e})=>e);function Pi(e,t,n){let[r,i]=A({key:e,pages:1}),a=t?1/0:r.key===e?r.pages:1,o=Gr(`${e} ${a}`,()=>Fi(n,a)),s=M({key:e});return(o.data!==void 0||s.current.key!==e)&&(s.current={key:e,data:o.data}),{...o,data:s.current.data,showMore:()=>i({key:e,pages:a+1})}}async function Fi(e,t){let n=[],r=null;for(let i=0;i<t;i++){let t=await e(r);if(!t)return null;if(n.push(...t.items),!t.more)return{items:n,more:!1};r=t.cursor}return{items:n,more:!0}}function X({title:e,children:t}){return N(`div`,{class:`empty`,children:[N(`h2`,{children:e}),t]})}function Ii({rows:e=3}){return N(`div`,{class:`loading`,role:`status`,children:[N(`span`,{class:`out-of-sight`,children:`Loading…`}),Array.from({length:e},(e,t)=>N(`div`,{class:`bone`},t))]})}function Li({list:e}){return e.data?.more?N(`button`,{type:`button`,class:`more`,onClick:e.showMore,children:`Show more`}):null}function Z({title:e,action:t,children:n}){return Ri(e),N(`header`,{class:`page-head`,children:[N(`div`,{children:[N(`h1`,{children:N(`bdi`,{children:e})}),n&&N(`p`,{class:`lead`,children:n})]}),t]})}function Ri(e){j(()=>void(document.title=e?`${e} · Chattr`:`Chattr`),[e])}var zi=ge({}),Bi=()=>Fe(zi),Vi=new Map;Rr.listen(()=>Vi.clear());function Hi(e,t,n){Vi.set(t,{name:e,serverId:n})}function Ui(e){let t=Yr(nn,e.page===`channel`?{id:e.channelId}:null),n=Yr(Fn,e.page===`webhook`?{id:e.webhookId}:null),r=t.data?.channel??n.data?.webhook,i=e.page===`channel`?e.channelId:e.page===`webhook`?e.webhookId:void 0,a=t.data?.channel?.server??n.data?.webhook?.channel.server;r&&a&&Hi(r.name,r.id,a.id);let o=t.data?.channel===null||n.data?.webhook===null,s=`serverId`in e?e.serverId:o?Vi.get(i)?.serverId:void 0,c=Yr(An,s?{id:s}:null),l=s?c.data?.server:i&&!o?a:null;l&&Hi(l.name,l.id,l.id);let u=l===null&&s!==void 0;j(()=>void(u&&Br()),[u]);let d=Yr(Jt,s||i?null:{}),f=s?c:e.page===`channel`?t:e.page===`webhook`?n:d;return{server:l,serverName:s&&Vi.get(s)?.name,name:i&&Vi.get(i)?.name,look:f.look}}function Wi(e){let t=M(e);return e!==void 0&&(t.current=e),t.current}function Q({what:e=`page`}){let{server:t,serverName:n,name:r}=Bi();return e!==`page`&&t===void 0?null:t&&(e===`server`||e===`webhook`&&!B(t.viewerPermissions,`MANAGE_SERVER`))?N(Gi,{server:t}):t&&e===`channel`?N(X,{title:`#${r} was deleted`,children:[N(`p`,{children:`Its messages went with it.`}),N(qi,{server:t})]}):t&&e===`webhook`?N(X,{title:`The webhook ${r} was deleted`,children:[N(`p`,{children:`Its URL works no more. What it posted stays.`}),N(qi,{server:t})]}):n?N(X,{title:`You are no longer a member of ${n}`,children:[N(`p`,{children:`You were removed from the server, or it was deleted.`}),N(Ji,{})]}):N(X,{title:`There is no such ${e}`,children:[N(`p`,{children:`It may have been deleted, or you may not see it.`}),N(Ji,{})]})}function Gi({server:e}){return N(X,{title:`You may not see this page`,children:[N(`p`,{children:N(Ki,{permission:`MANAGE_SERVER`,server:e})}),N(qi,{server:e})]})}function Ki({permission:e,server:t}){return N(x,{children:[`It needs the permission “`,Ge[e][0],`”; ask `,N(`bdi`,{children:t.owner.name}),`, who owns the server, for a role that has it.`]})}var qi=({server:e})=>N(`a`,{class:`button`,href:z.server(e.id),children:[`Go to `,N(`bdi`,{children:e.name})]}),Ji=()=>N(`a`,{class:`button`,href:z.servers,children:`Go to your servers`}),Yi=250;function Xi(){let[e,t]=A(``),n=Zi(e.trim()),r=Y(Yt,{search:n},({accounts:e})=>e),i=M(r.data);if(r.data===null)return N(Q,{});r.data&&(i.current=r.data);let a=i.current?.items;return N(`div`,{class:`page`,children:[N(Z,{title:`Accounts`,action:N(`a`,{class:`button`,href:z.installationLog,children:`Audit log`}),children:`Everybody who has an account here.`}),N(`input`,{class:`search`,type:`search`,"aria-label":`Search accounts`,placeholder:`Name or e-mail`,autocomplete:`off`,spellcheck:!1,maxLength:254,value:e,onInput:e=>t(e.currentTarget.value)}),N(P,{failure:r.failure,again:r.reload}),!a&&!r.failure&&N(Ii,{rows:5}),N(`div`,{role:`status`,children:r.data?.items.length===0&&N(X,{title:`Nobody found`,children:N(`p`,{children:[`No account has “`,n,`” in its name or e-mail address.`]})})}),N(`ul`,{class:`list`,children:a?.map(e=>N(ji,{account:e},e.user.id))}),N(Li,{list:r})]})}function Zi(e){let[t,n]=A(e);return j(()=>{let t=setTimeout(()=>n(e),Yi);return()=>clearTimeout(t)},[e]),t}function Qi({value:e,change:t,failure:n}){return N(x,{children:[N(`input`,{type:`text`,name:`username`,value:or().name,autocomplete:`username`,hidden:!0,readOnly:!0}),N(F,{label:`Present password`,name:`current`,type:`password`,value:e,change:t,failure:n,autocomplete:`current-password`,hint:`Not needed within an hour after signing in with a link.`})]})}function $i({has:e,changed:t}){let n=pt(),r=or(),[i,a]=A(``),[o,s]=A(``),[c,l]=A(!1);async function u(){let e=await n.run(()=>kt(i||null,o));l(!!e),e&&(a(``),s(``),t())}return N(`section`,{class:`card`,children:[N(`h2`,{children:e?`Change the password`:`Set a password`}),N(`p`,{children:e?`Your other sessions are signed out. Access tokens stay until they are revoked.`:`So far you sign in without one. It takes a sign-in within the last hour.`}),N(I,{submit:u,action:e?`Change password`:`Set password`,busy:n.busy,failure:n.failure,done:c&&`The password is changed.`,children:[!e&&N(`input`,{type:`text`,name:`username`,value:r.name,autocomplete:`username`,hidden:!0,readOnly:!0}),e&&N(Qi,{value:i,change:a,failure:n.failure}),N(F,{label:`New password`,name:`new`,type:`password`,value:o,change:s,failure:n.failure,required:!0,autocomplete:`new-password`,hint:`10 characters or more.`})]})]})}function ea({name:e,hasPassword:t}){let n=pt(),[r,i]=A(!1),[a,o]=A(``);async function s(){let e=await n.run(()=>Dt(a||null));e&&location.assign(e.url)}let c=()=>(i(!1),o(``),n.clear());return N(x,{children:[N(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:`Link…`}),r&&N(q,{title:`Link ${e}`,close:c,children:[N(`p`,{class:`explain`,children:[`You go to `,N(`bdi`,{children:e}),`, sign in there, and come back. From then on you can sign in here with it.`]}),N(I,{submit:s,action:`Continue`,busy:n.busy,failure:dt(e,`link`,n.failure),cancel:c,children:t&&N(Qi,{value:a,change:o,failure:n.failure})})]})]})}function ta({name:e,state:t,children:n}){return N(`li`,{class:`method`,children:[N(`span`,{class:`grow`,children:[N(`b`,{children:N(`bdi`,{children:e})}),N(`span`,{class:`row-detail`,children:t})]}),n]})}function na(e){let t=pt();async function n(t,n){let{proof:r}=await Ot(t||null),i=await Zn(e,{input:{...n,proof:r}});return Hn.tell(),i}return{...t,run:(e,r)=>t.run(()=>n(e,r))}}function ra({issuer:e,name:t,hasPassword:n,done:r}){let i=na(Dn),[a,o]=A(!1),[s,c]=A(``),l=()=>(o(!1),c(``),i.clear());return N(x,{children:[N(`button`,{type:`button`,class:`small`,onClick:()=>o(!0),children:`Unlink…`}),a&&N(q,{title:`Unlink ${t}?`,close:l,children:[N(`div`,{class:`explain`,children:[N(`p`,{children:[`You can no longer sign in with `,N(`bdi`,{children:t}),`, until you link it again. Your other sessions are signed out.`]}),N(`p`,{children:`Your account, your servers and your access tokens stay.`})]}),N(I,{submit:async()=>await i.run(s,{issuer:e})&&(l(),r()),action:`Unlink`,danger:!0,busy:i.busy,failure:i.failure,cancel:l,children:n&&N(Qi,{value:s,change:c,failure:i.failure})})]})]})}function ia({viewer:e}){let{name:t,issuer:n,seen:r,...i}=Fe(ot),[a]=A(i.back),[o,s]=A(``);j(r,[]);let c=e.identities??[],l=e.signInMethods?.includes(`PASSWORD`)??!1,u=c.some(({issuer:e})=>e===n),d=e=>t&&e===n?t:aa(e);return!t&&c.length===0&&!o?null:N(`section`,{class:`card methods`,children:[N(`h2`,{children:`Ways to sign in`}),N(`p`,{children:`Beside links, which whoever runs this Chattr can print for you.`}),!o&&N(P,{failure:a?.failure}),N(`p`,{class:`done`,role:`status`,children:o||a&&!a.failure&&`Linked. From now on you can sign in with ${t}.`}),N(`ul`,{children:[N(ta,{name:`Password`,state:l?`Set. Change it below`:`Not set. Set one below`}),c.map(({issuer:e,createdAt:t})=>N(ta,{name:d(e),state:N(x,{children:[`Linked `,N(K,{at:t}),e!==n&&`, but not in use here any more`]}),children:N(ra,{issuer:e,name:d(e),hasPassword:l,done:()=>s(`Unlinked. You no longer sign in with ${d(e)}.`)})},e)),t&&!u&&N(ta,{name:t,state:`Not linked`,children:N(ea,{name:t,hasPassword:l})})]})]})}var aa=e=>URL.canParse(e)?new URL(e).hostname:e,oa="You have no password. Without one you come back only by another sign-in link, from an administrator or `chattrd sign-in-link`.",sa=()=>Zn(Tn,{}).then(({viewer:e})=>e.signInMethods?.length===0,()=>!1);function ca({byLinkOnly:e}){let t=pt(),[n,r]=A(!1);return N(`section`,{class:`card`,children:[N(`h2`,{children:`Sign out everywhere`}),N(`p`,{children:`Ends all your sessions, this one too. Access tokens stay until they are revoked.`}),N(`div`,{class:`actions`,children:N(`button`,{type:`button`,onClick:()=>r(!0),children:`Sign out everywhere…`})}),n&&N(J,{title:`Sign out everywhere?`,action:`Sign out everywhere`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run(()=>wt(!0))&&Wn.tell(),close:()=>(r(!1),t.clear()),children:[N(`p`,{children:`Every browser where you are signed in is signed out, this one too.`}),e&&N(`p`,{children:"You have no password. Without one you come back only by another sign-in link, from an administrator or `chattrd sign-in-link`."})]})]})}function la(){let{data:e,failure:t,reload:n}=Yr(Tn,{});return N(`div`,{class:`page narrow`,children:[N(Z,{title:`Account`}),N(P,{failure:t,again:n}),!e&&!t&&N(Ii,{}),e&&N(x,{children:[N(da,{viewer:e.viewer}),N(ia,{viewer:e.viewer}),N($i,{has:e.viewer.signInMethods?.includes(`PASSWORD`)??!1,changed:n}),N(ca,{byLinkOnly:e.viewer.signInMethods?.length===0})]})]})}var ua=`owner`;function da({viewer:e}){let t=na(En),[n,r]=A(e.user.name),[i,a]=A(e.email??``),[o,s]=A(``),[c,l]=A(!1),u=n!==e.user.name||i.trim()!==(e.email??``),d=e.signInMethods?.includes(`PASSWORD`)??!1,f=e.user.name===ua;async function p(){let r=!u||await t.run(o,{name:n,email:i.trim()||null});l(!!r),r&&s(``),r&&n!==e.user.name&&Gn.tell()}return N(`section`,{class:`card`,children:N(I,{submit:p,action:`Save`,busy:t.busy,failure:t.failure,done:c&&`Saved.`,children:[N(F,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autocomplete:`username`,readOnly:f,hint:f?`The first user keeps this name: the owner token acts as it.`:`What others see. Messages keep the name they were posted under.`}),N(F,{label:`E-mail`,name:`email`,type:`email`,value:i,change:a,failure:t.failure,autocomplete:`email`,hint:`For signing in only: only administrators see it, and nothing is sent to it.`}),u&&d&&N(Qi,{value:o,change:s,failure:t.failure})]})})}function fa({list:e,rows:t,empty:n,children:r}){let i=e.data?.items;return N(x,{children:[N(P,{failure:e.failure,again:e.reload}),!i&&!e.failure&&N(Ii,{rows:t}),i?.length===0&&n,N(`ul`,{class:`list`,children:i?.map(r)}),N(Li,{list:e})]})}function pa({label:e,value:t,change:n,options:r,hint:i}){let a=Ie();return N(`div`,{class:`field`,children:[N(`label`,{for:a,children:e}),N(`select`,{id:a,value:t,"aria-describedby":i&&`${a}-hint`,onChange:e=>n(e.currentTarget.value),children:r.map(([e,t])=>N(`option`,{value:e,children:t},e))}),i&&N(`p`,{class:`hint`,id:`${a}-hint`,children:i})]})}function ma({choice:e,choose:t,missing:n}){let r=Ie(),i=n=>({type:`radio`,name:r,checked:e.only===n,onChange:()=>t({...e,only:n})});return N(`fieldset`,{children:[N(`legend`,{children:`Channels`}),N(`label`,{class:`check`,children:[N(`input`,{...i(!0)}),`Only these`]}),e.only&&N(ha,{ticked:e.ticked,tick:n=>t({...e,ticked:n})}),n&&N(`p`,{class:`hint wrong`,role:`alert`,children:`Tick at least one channel, or choose all of them.`}),N(`label`,{class:`check`,children:[N(`input`,{...i(!1)}),N(`span`,{children:[`All channels, also future ones `,N(`span`,{class:`hint`,children:`And what is yours besides: servers, members, webhooks.`})]})]})]})}function ha({ticked:e,tick:t}){let{data:n}=Yr(Gt,{}),r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]);return N(`div`,{class:`choices`,children:(n?.viewer.servers.edges.map(({node:e})=>e)??[]).flatMap(({id:t,name:n,channels:i})=>[N(`p`,{class:`hint`,children:N(`bdi`,{children:n})},t),...i.edges.map(({node:t})=>N(`label`,{class:`check`,children:[N(`input`,{type:`checkbox`,checked:e.includes(t.id),onChange:()=>r(t.id)}),`#`,N(`bdi`,{children:t.name})]},t.id))])})}var ga=[[`7`,`7 days`],[`30`,`30 days`],[`90`,`90 days`],[`365`,`1 year`],[``,`Never`]];function _a({close:e}){let t=R(Kt),[n,r]=A(``),[i,a]=A(`90`),[o,s]=A(!0),[c,l]=A({only:!0,ticked:[]}),[u,d]=A(!1),[f,p]=A(``),m=e=>(l(e),d(!1));async function h(){if(c.only&&c.ticked.length===0)return d(!0);let e=i?hi(Number(i)):null,r=await t.run({name:n,expiresAt:e,readOnly:o,channelIds:c.only?[...c.ticked]:null});r&&p(r.createAccessToken.secret)}return f?N(Ei,{title:`Copy the token now`,label:`Access token`,secret:f,close:e,children:[`Send it as `,N(`code`,{children:`Authorization: Bearer …`}),`, and keep it like a password.`]}):N(q,{title:`New access token`,close:e,children:N(I,{submit:h,action:`Create token`,busy:t.busy,failure:t.failure,cancel:e,children:[N(F,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`status page`,hint:`What it is for.`}),N(pa,{label:`Expires`,value:i,change:a,options:ga}),N(`label`,{class:`check`,children:[N(`input`,{type:`checkbox`,checked:o,onChange:e=>s(e.currentTarget.checked)}),N(`span`,{children:[`Read only `,N(`span`,{class:`hint`,children:`It can watch and query, and change nothing. A page on the web needs no more.`})]})]}),N(ma,{choice:c,choose:m,missing:u})]})})}function va(){let e=Y(Wt,{},({viewer:e})=>e.accessTokens),[t,n]=A(!1),r=N(`button`,{type:`button`,class:`primary`,onClick:()=>n(!0),children:`New token`});return N(`div`,{class:`page`,children:[N(Z,{title:`Access tokens`,action:e.data?.items.length?r:void 0,children:`A token lets a program act as you, within the bounds you set.`}),N(fa,{list:e,empty:N(X,{title:`No access token yet`,children:[N(`p`,{children:`A page that shows a channel needs one that only reads, bound to that channel.`}),r]}),children:e=>N(ya,{token:e},e.id)}),t&&N(_a,{close:()=>n(!1)})]})}function ya({token:e}){let t=R(qt),[n,r]=A(!1),i=e.expiresAt!==null&&Date.parse(e.expiresAt)<Date.now();return N(`li`,{class:`row`,children:[N(`span`,{class:`row-text`,children:[N(`span`,{class:`row-head`,children:[N(`bdi`,{class:`row-title`,children:e.name}),e.readOnly?N(`span`,{class:`tag`,children:`Read only`}):N(`span`,{class:`tag strong`,children:`Can write`}),i&&N(`span`,{class:`tag off`,children:`Expired`})]}),N(`span`,{class:`row-detail`,children:[e.channels?e.channels.map(({id:e,name:t},n)=>N(`span`,{children:[n>0&&`, `,`#`,N(`bdi`,{children:t})]},e)):`All channels, also future ones`,` · `,e.lastUsedAt?N(x,{children:[`used `,N(K,{at:e.lastUsedAt})]}):`never used`,` · `,e.expiresAt?N(x,{children:[i?`expired`:`expires`,` `,N(K,{at:e.expiresAt})]}):`never expires`]})]}),N(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),children:`Revoke…`}),n&&N(J,{title:`Revoke ${e.name}?`,action:`Revoke token`,busy:t.busy,failure:t.failure,close:()=>r(!1),confirm:()=>void t.run({accessTokenId:e.id}),children:N(`p`,{children:`Programs that use it are refused at once, and their open streams end. This cannot be undone.`})})]})}var ba=e=>({before:t,after:n},r)=>t===null?[`gave ${e} to`,...r]:[`${n===null?`removed`:`changed`} the ${e.replace(/^an? /,``)} of`,...r],xa={name:({after:e},t)=>[`renamed`,...t,`to`,{name:e??``}],topic:ba(`a topic`),avatarUrl:ba(`an avatar`),email:ba(`an e-mail address`),channelId:({after:e},t)=>[`moved`,...t,`to`,{channel:e??``}],permissions:(e,t)=>[`changed the permissions of`,...t],enabled:({after:e},t,n)=>[e===`true`?`enabled`:`disabled`,...n===`USER`?[`the account of`]:[],...t],administrator:({after:e},t)=>e===`true`?[`made`,...t,`an administrator of this installation`]:[`took the administration of this installation from`,...t]};function Sa({kind:e,name:t},n,r){let i=n.field===`name`?n.before??t:t,a=e===`USER`?[{name:i}]:r?[`it`]:[`the ${e.toLowerCase()}`,{name:i}];return xa[n.field]?.(n,a,e)??[`changed ${Oa(n.field)} of`,...a]}function Ca({changes:e}){return e.flatMap(e=>{if(e.field===`permissions`)return[Ta(e)];let{field:t,before:n,after:r}=e;return wa.includes(t)?[]:[[`${Oa(t)}:`,...n===null?[]:[{name:n},`→`],r===null?`nothing`:{name:r}]]})}var wa=[`name`,`channelId`,`enabled`,`administrator`,`owner`,`roles`,`issuer`];function Ta({before:e,after:t}){let[n,r]=[Ea(e),Ea(t)],i=(e,t)=>t.length>0?[`${e} ${t.map(Da).join(`, `)}`]:[];return[`permissions: ${[...i(`added`,r.filter(e=>!n.includes(e))),...i(`removed`,n.filter(e=>!r.includes(e)))].join(`, `)}`]}var Ea=e=>e?.split(`, `).filter(Boolean)??[],Da=e=>Ge[e]?.[0]??e,Oa=e=>e.replace(/Id$/,``).replace(/([A-Z])/g,` $1`).toLowerCase().replace(/\burl\b/,`URL`),$=({target:e})=>[{name:e.name}],ka=({changes:[e]},t)=>({name:e?.[t]??``}),Aa=({target:e,changes:t})=>t.flatMap((t,n)=>[...n>0?[`and`]:[],...Sa(e,t,n>0)]),ja={SERVER_CREATED:e=>[`made the server`,...$(e)],SERVER_UPDATED:Aa,SERVER_DELETED:e=>[`deleted the server`,...$(e)],SERVER_TRANSFERRED:e=>[`handed the server over`,...Ma(e),`to`,ka(e,`after`)],CHANNEL_CREATED:e=>[`made the channel`,...$(e)],CHANNEL_UPDATED:Aa,CHANNEL_DELETED:e=>[`deleted the channel`,...$(e)],WEBHOOK_CREATED:e=>[`made the webhook`,...$(e)],WEBHOOK_UPDATED:Aa,WEBHOOK_URL_REGENERATED:e=>[`gave a new URL to the webhook`,...$(e)],WEBHOOK_DELETED:e=>[`deleted the webhook`,...$(e)],MEMBER_JOINED:()=>[`joined`],MEMBER_LEFT:()=>[`left`],MEMBER_REMOVED:e=>[`removed the member`,...$(e)],ROLE_CREATED:e=>[`made the role`,...$(e)],ROLE_UPDATED:Aa,ROLE_DELETED:e=>[`deleted the role`,...$(e)],ROLE_GIVEN:e=>[`gave`,...$(e),`the role`,ka(e,`after`)],ROLE_TAKEN:e=>[`took the role`,ka(e,`before`),`from`,...$(e)],INVITATION_CREATED:({target:e})=>[`made`,e.name],INVITATION_REVOKED:({target:e})=>[`revoked`,e.name],ACCOUNT_UPDATED:Aa,SIGN_IN_LINK_CREATED:e=>[`made a sign-in link for`,...$(e)],SIGN_IN_LINKS_REVOKED:e=>[`revoked the sign-in links of`,...$(e)],PASSWORD_SET:()=>[`set their first password`],PASSWORD_CHANGED:()=>[`changed their password`],ACCOUNT_LINKED:e=>[`linked their account to the provider`,ka(e,`after`)],ACCOUNT_UNLINKED:e=>[`unlinked their account from the provider`,ka(e,`before`)]},Ma=e=>{let t=ka(e,`before`);return t.name===``||t.name===e.actorName?[]:[`from`,t]},Na=e=>ja[e.action]?.(e)??[`${e.action.toLowerCase().replaceAll(`_`,` `)}:`,...$(e)];function Pa({list:e,children:t}){return N(fa,{list:e,rows:6,empty:N(X,{title:`Nothing yet`,children:N(`p`,{children:t})}),children:e=>N(Fa,{entry:e},e.id)})}function Fa({entry:e}){let{actor:t,actorName:n,createdAt:r}=e;return N(`li`,{class:`row`,children:[N(ai,{id:t?.id??`0`,name:n}),N(`span`,{class:`row-text`,children:[N(`span`,{children:[N(`bdi`,{class:`row-title`,children:n}),` `,N(Ia,{of:Na(e),names:`row-title`})]}),Ca(e).map((e,t)=>N(`span`,{class:`row-detail`,children:N(Ia,{of:e})},t))]}),N(`span`,{class:`row-aside`,children:N(K,{at:r})})]})}function Ia({of:e,names:t}){return e.map((e,n)=>N(x,{children:[n>0&&` `,typeof e==`string`?e:`channel`in e?N(La,{id:e.channel,name:t}):N(`bdi`,{class:t,children:e.name})]},n))}function La({id:e,name:t}){let{data:n}=Yr(nn,{id:e});return n?.channel===null?`a channel that is gone`:N(`bdi`,{class:t,children:[`#`,n?.channel.name]})}function Ra({serverId:e}){let t=Mi($t,{serverId:e},({server:e})=>e?.auditLog);return t.data===null?N(Q,{what:`server`}):N(`div`,{class:`page`,children:[N(Z,{title:`Audit log`,children:`Who did what on this server, newest first.`}),N(Pa,{list:t,children:`Each change of channels, webhooks and the server itself is written down here.`})]})}var za=new Map;Rr.listen(()=>za.clear());var Ba=()=>Array.from(crypto.getRandomValues(new Uint8Array(16)),e=>e.toString(16).padStart(2,`0`)).join(``),Va=e=>({content:e,key:Ba()}),Ha=e=>za.get(e)??Va(``);function Ua(e,t){t.content?za.set(e,t):za.delete(e)}function Wa({label:e,value:t,change:n,send:r,cancel:i,placeholder:a,autofocus:o,disabled:s}){let c=M(null);Me(()=>{let{style:e}=c.current;e.height=`auto`,e.height=`${c.current.scrollHeight+2}px`},[t]),j(()=>{o&&(c.current.focus(),c.current.selectionStart=t.length)},[]);function l(e){if(e.key===`Escape`&&i)return i();e.key!==`Enter`||e.shiftKey||e.isComposing||(e.preventDefault(),r())}return N(`textarea`,{ref:c,rows:1,value:t,"aria-label":e,placeholder:a,disabled:s,onInput:e=>n(e.currentTarget.value),onKeyDown:l})}var Ga=4e3,Ka=()=>matchMedia(`(pointer: fine)`).matches;function qa({channel:e,mayPost:t}){let[n,r]=A(()=>Ha(e.id)),i=R(Sn,!1),{content:a,key:o}=n,s=Ga-[...a.trim()].length;function c(t){Ua(e.id,t),r(t)}function l(e){c(Va(e)),i.failure&&i.clear()}async function u(){if(!t||i.busy||!a.trim()||s<0||(c(Va(``)),await i.run({channelId:e.id,content:a,idempotencyKey:o})))return;let r=Ha(e.id).content;c(r?Va(`${a}\n${r}`):n)}let d=`Message #${e.name}`;return N(`form`,{class:`composer`,onSubmit:e=>(e.preventDefault(),void u()),children:[t&&N(P,{failure:i.failure}),N(`div`,{class:`composer-row`,children:[N(Wa,{label:d,placeholder:t?i.busy?`Sending…`:d:`You may not post here`,value:a,change:l,send:u,autofocus:t&&Ka(),disabled:!t}),N(`button`,{type:`submit`,class:`primary`,disabled:!t||i.busy||!a.trim()||s<0,children:`Send`})]}),!t&&N(`p`,{class:`hint`,role:`status`,children:[`You may not post here. `,N(Ki,{permission:`POST_MESSAGES`,server:e.server})]}),t&&s<500&&N(`p`,{class:`hint ${s<0?`wrong`:``}`,role:`status`,children:[Ja(Math.abs(s)),` `,s<0?`too long`:`left`]})]})}var Ja=e=>`${e} ${e===1?`character`:`characters`}`,Ya=e=>e.replace(/^\s*#/,``);function Xa({channel:e,serverId:t,close:n}){let r=R(an),i=R(on),[a,o]=A(e.name),[s,c]=A(e.topic??``),[l,u]=A(!1);return l?N(J,{title:`Delete #${e.name}?`,action:`Delete channel`,busy:i.busy,failure:i.failure,confirm:async()=>await i.run({channelId:e.id})&&rr(z.server(t)),close:n,children:N(`p`,{children:`All its messages are deleted, and the URLs of its webhooks stop working at once. This cannot be undone.`})}):N(q,{title:`Edit channel`,close:n,children:[N(I,{submit:async()=>await r.run({channelId:e.id,name:Ya(a),topic:s.trim()||null})&&n(),action:`Save`,busy:r.busy,failure:r.failure,cancel:n,children:[N(F,{label:`Name`,name:`name`,value:a,change:o,failure:r.failure,required:!0,autofocus:!0}),N(F,{label:`Topic`,name:`topic`,value:s,change:c,failure:r.failure})]}),N(`button`,{type:`button`,class:`danger quiet`,onClick:()=>u(!0),children:`Delete channel…`})]})}function Za({loaded:e,connected:t,failed:n}){let[r,i]=n?[`off`,`Stopped`]:e?t?[`on`,`Live`]:[`busy`,`Reconnecting…`]:[`busy`,`Loading…`];return N(`span`,{class:`live ${r}`,role:`status`,children:i})}var Qa=25,$a=0,eo=e=>({id:++$a,messages:e});function to(e){let t=[];for(let n=0;n<e.length;n+=Qa)t.push(eo(e.slice(n,n+Qa)));return t}var no=(e,t)=>[...to(t),...e];function ro(e,t){if(co(e,t.id)>=0)return e;let n=e.at(-1);return!n||n.messages.length>=Qa?[...e,eo([t])]:[...e.slice(0,-1),{id:n.id,messages:[...n.messages,t]}]}var io=(e,t)=>so(e,t.id,e=>e.map(e=>e.id===t.id?t:e)),ao=(e,t)=>so(e,t,e=>e.filter(e=>e.id!==t)).filter(({messages:e})=>e.length>0);function oo(e,t){let n=new Set(t.slice(-2).flatMap(({messages:e})=>e.map(({id:e})=>e))),r=e.slice(e.findLastIndex(e=>e.messages.some(({id:e})=>n.has(e)))).flatMap(e=>e.messages);return r.length-1-r.findLastIndex(({id:e})=>n.has(e))}function so(e,t,n){let r=co(e,t);return r<0?e:e.map((e,t)=>t===r?{id:e.id,messages:n(e.messages)}:e)}var co=(e,t)=>e.findLastIndex(({messages:e})=>e.some(e=>e.id===t));function lo(e){class t extends S{shouldComponentUpdate(e){let t=this.props;return Object.entries(e).some(([e,n])=>t[e]!==n)}render(){return y(e,this.props)}}return t}var uo=3,fo=/^\s{0,3}[-*+]\s+(?=\S)/,po=/^\s{0,3}(\d{1,9})[.)]\s+(?=\S)/,mo=/^#{1,6}\s+(?=\S)/,ho=/^\s{0,3}>\s?/,go=/^\s{0,3}```/;function _o(e,t=0){let n=e.split(/\r\n|\r|\n/),r=[],i=0,a=e=>{let t=i;for(;i<n.length&&e.test(n[i]);)i++;return n.slice(t,i).map(t=>t.replace(e,``))};for(;i<n.length;){let e=n[i],o=go.test(e)?n.findIndex((e,t)=>t>i&&go.test(e)):-1;o>0?(r.push({kind:`code`,text:n.slice(i+1,o).join(`
`)}),i=o+1):ho.test(e)&&t<uo?r.push({kind:`quote`,blocks:_o(a(ho).join(`
`),t+1)}):fo.test(e)?r.push({kind:`list`,start:null,items:a(fo)}):po.test(e)?r.push({kind:`list`,start:Number(po.exec(e)[1]),items:a(po)}):mo.test(e)?r.push({kind:`heading`,lines:[n[i++].replace(mo,``)]}):e.trim()===``?i++:r.push({kind:`paragraph`,lines:yo(n,()=>n[i++],()=>i)})}return r}var vo=e=>[ho,fo,po,mo,go].some(t=>t.test(e));function yo(e,t,n){let r=[t()];for(;n()<e.length&&e[n()].trim()!==``&&!vo(e[n()]);)r.push(t());return r}var bo=/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2000-\u200a\u202f\u205f]/gu,xo=/[\u202d\u202e]/,So=/[\u00b7\u0387\u0660\u06d4\u06f0\u0701\u0702\u2022\u2027\u2219\u22c5\u2e31\u2e33\u3002\u30fb\ua4f8\ua60e\u{10a50}\u{1d16d}]/gu,Co=/[\u02d0\u02f8\u0589\u05c3\u0703\u0704\u0903\u0a83\u16ec\u1803\u1809\u205a\u2236\ua4fd\ua789]/gu,wo=/[\u1735\u2041\u2044\u2215\u2571\u27cb\u29f8\u2cc6\u2f03\u3033\u30ce\u31d3\u4e3f\u{1d23a}]/gu,To=e=>e.replace(bo,``).normalize(`NFKC`).replace(bo,``).replace(So,`.`).replace(Co,`:`).replace(wo,`/`).toLowerCase(),Eo=/(?:https?|ftp|mailto):|:\/\/|^[^\p{L}\p{N}]*\/\//u,Do=/(?<![^/]\/)(?<![\p{L}\p{N}\p{M}._-])(?:(?:[\p{L}\p{N}\p{M}_-]+\.)+[\p{L}\p{M}]{2,}|\d{1,3}(?:\.\d{1,3}){3})(?![\p{L}\p{N}\p{M}_-])/gu,Oo=/^[^\p{L}\p{N}]*(?:https?:\/\/)?([^/?#\\:@]+)(?::\d+)?(?:[/?#].*)?$/u,ko=/^[^.]+\.(?:md|py|sh)$|\.(?:cfg|conf|cpp|cs|css|csv|deb|exe|gz|html?|ini|java|jpe?g|js|json|jsx|kts?|lock|log|mjs|mod|pdf|php|png|rb|rpm|s[ac]ss|sql|sum|svg|swift|tar|tmpl|toml|tsx?|txt|vue|xml|ya?ml)$/;function Ao(e,t){let n=new URL(t).hostname;return xo.test(e)||To(e).split(/\s+/).some(e=>jo(e,n))}function jo(e,t){if(Mo(t,Oo.exec(e)?.[1]??``))return!1;let n=(e.match(Do)??[]).filter(e=>!ko.test(e));return Eo.test(e)||n.some(e=>!Mo(t,e))}function Mo(e,t){let n=`http://${t.replace(/^www\./,``).replace(/[^\p{L}\p{N}\p{M}]+$/u,``)}/`,r=URL.canParse(n)?new URL(n).hostname:``;return r!==``&&(e===r||e.endsWith(`.${r}`))}function No(e){let t=URL.canParse(e)?new URL(e):null;return t&&(t.protocol===`https:`||t.protocol===`http:`)&&!t.username&&!t.password?t.href:null}var Po=/https?:\/\/(?:(?!\]\()[^\s<>"`])+/y;function Fo(e,t){if(t>0&&/[\p{L}\p{N}_]/u.test(e[t-1]))return null;Po.lastIndex=t;let n=Po.exec(e)?.[0]??``;for(;/[.,;:!?'*_~\]]$/.test(n)||n.endsWith(`)`)&&!n.includes(`(`);)n=n.slice(0,-1);let r=No(n);return r?{text:n,href:r}:null}var Io=/\[([^[\]\n]{1,300})\]\(<?(https?:\/\/[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/y;function Lo(e,t){Io.lastIndex=t;let[n,r=``,i=``]=Io.exec(e)??[],a=n?No(i):null;return n&&a?{length:n.length,label:r,href:a}:null}var Ro=6,zo=[[`**`,`strong`],[`__`,`strong`],[`~~`,`strike`],[`*`,`emphasis`],[`_`,`emphasis`]],Bo=/[\\`*_~[]|https?:\/\//g;function Vo(e,t=0){let n=[],r=``,i=0;for(;i<e.length;){Bo.lastIndex=i;let a=Bo.exec(e)?.index??e.length;if(r+=e.slice(i,a),i=a,i===e.length)break;let o=t<Ro?Ho(e,i,t):null;o?.node.kind===`text`?r+=o.node.text:o?(r&&n.push({kind:`text`,text:r}),r=``,n.push(o.node)):r+=e[i],i+=o?.length??1}return r&&n.push({kind:`text`,text:r}),n}function Ho(e,t,n){switch(e[t]){case`\\`:return/[!-/:-@[-`{-~]/.test(e[t+1]??``)?{length:2,node:{kind:`text`,text:e[t+1]}}:null;case"`":return Uo(e,t);case`[`:return Wo(e,t,n);case`h`:return qo(e,t);default:return Xo(e,t,n)}}function Uo(e,t){let n=/^`+/.exec(e.slice(t))[0],r=e.indexOf(n,t+n.length);if(r<0)return{length:n.length,node:{kind:`text`,text:n}};let i=e.slice(t+n.length,r);return i.trim()?{length:r+n.length-t,node:{kind:`code`,text:i.trim()}}:null}function Wo(e,t,n){let r=Lo(e,t);if(!r)return null;let i=Vo(r.label,n+1).flatMap(Go);return Ao(i.map(Ko).join(``),r.href)?null:{length:r.length,node:{kind:`link`,href:r.href,children:i}}}function Go(e){if(!(`children`in e))return[e];let t=e.children.flatMap(Go);return e.kind===`link`?t:[{...e,children:t}]}var Ko=e=>`children`in e?e.children.map(Ko).join(``):e.text;function qo(e,t){let n=Fo(e,t);return n&&{length:n.text.length,node:{kind:`link`,href:n.href,children:[{kind:`text`,text:n.text}]}}}var Jo=e=>e!==void 0&&/[\p{L}\p{N}_]/u.test(e),Yo=e=>e===void 0||/\s/.test(e);function Xo(e,t,n){for(let[r,i]of zo){let a=t+r.length;if(!e.startsWith(r,t)||Yo(e[a])||r[0]===`_`&&Jo(e[t-1]))continue;let o=Zo(e,r,a);if(o>a)return{length:o+r.length-t,node:{kind:i,children:Vo(e.slice(a,o),n+1)}}}return null}function Zo(e,t,n){for(let r=e.indexOf(t,n+1);r>0;r=e.indexOf(t,r+1)){let n=e[r+t.length];if((t.length!==1||n!==t&&e[r-1]!==t)&&!Yo(e[r-1])&&!(t[0]===`_`&&Jo(n)))return r}return-1}var Qo=lo(function({text:e}){return N(`div`,{class:`markdown`,dir:`auto`,children:_o(e).map($o)})});function $o(e){switch(e.kind){case`code`:return N(`pre`,{tabIndex:0,dir:`ltr`,children:N(`code`,{children:e.text})});case`quote`:return N(`blockquote`,{children:e.blocks.map($o)});case`list`:{let t=e.items.map(e=>N(`li`,{children:es(e)}));return e.start===null?N(`ul`,{children:t}):N(`ol`,{start:e.start,children:t})}default:{let t=e.lines.flatMap((e,t)=>t===0?es(e):[N(`br`,{}),...es(e)]);return N(`p`,{class:e.kind===`heading`?`heading`:void 0,children:t})}}}var es=e=>Vo(e).map(ts);function ts(e){switch(e.kind){case`text`:return e.text;case`code`:return N(`code`,{children:e.text});case`link`:return N(`a`,{href:e.href,title:e.href,target:`_blank`,rel:`noopener noreferrer nofollow ugc`,children:e.children.map(ts)});default:{let t={strong:`strong`,emphasis:`em`,strike:`del`}[e.kind];return N(t,{children:e.children.map(ts)})}}}function ns(){return N(`span`,{class:`badge`,children:[N(G,{name:`webhook`}),`Webhook`]})}function rs({message:e,close:t}){let[n,r]=A(e.content),i=R(Cn),a=async()=>(n===e.content||await i.run({messageId:e.id,content:n}))&&t();return N(`form`,{class:`edit-message`,onSubmit:e=>(e.preventDefault(),void a()),children:[N(Wa,{label:`Message`,value:n,change:r,send:a,cancel:t,autofocus:!0}),N(P,{failure:i.failure}),N(`div`,{class:`actions`,children:[N(`button`,{type:`submit`,class:`primary small`,disabled:i.busy,children:`Save`}),N(`button`,{type:`button`,class:`small`,onClick:t,children:`Cancel`})]})]})}function is({message:e,rights:t,edit:n}){let[r,i]=A(!1),a=R(wn),o=e.author.kind===`USER`&&e.author.id===t.userId&&t.post;return!o&&!t.manage?null:N(x,{children:[N(`div`,{class:`message-actions`,children:[o&&N(`button`,{type:`button`,class:`plain`,onClick:n,title:`Edit`,children:[N(G,{name:`edit`}),N(`span`,{class:`out-of-sight`,children:`Edit message`})]}),N(`button`,{type:`button`,class:`plain`,onClick:()=>i(!0),title:`Delete`,children:[N(G,{name:`delete`}),N(`span`,{class:`out-of-sight`,children:`Delete message`})]})]}),r&&N(J,{title:`Delete this message?`,action:`Delete message`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({messageId:e.id})&&i(!1),close:()=>i(!1),children:N(`p`,{children:`Its text is gone at once, for everybody and for good.`})})]})}function as({message:e,newDay:t,continued:n,rights:r}){let[i,a]=A(!1),{author:o,content:s,createdAt:c,editedAt:l}=e;return N(x,{children:[t&&N(`p`,{class:`day`,children:N(`span`,{children:vi(c)})}),N(`article`,{class:`message ${n?`continued`:``}`,tabIndex:-1,children:[n?N(`span`,{class:`clock`,title:gi(c),"aria-hidden":!0,children:_i(c)}):N(ai,{id:o.id,name:o.name,picture:o.avatarPath}),N(`div`,{class:`message-body`,children:[N(`header`,{class:n?`out-of-sight`:``,children:[N(`bdi`,{class:`author`,children:o.name}),o.kind===`WEBHOOK`&&N(ns,{}),N(K,{at:c})]}),i?N(rs,{message:e,close:()=>a(!1)}):N(Qo,{text:s}),l&&!i&&N(`span`,{class:`edited`,title:`Edited ${gi(l)}`,children:`edited`})]}),r&&!i&&N(is,{message:e,rights:r,edit:()=>a(!0)})]})]})}var os=lo(function({block:e,previous:t,rights:n,sight:r}){let i=M(null),[a,o]=A(null);return j(()=>{let e=i.current;return r.watch(e,t=>o(t?null:t=>t??e.getBoundingClientRect().height))},[]),a===null?N(`div`,{ref:i,class:`block`,children:e.messages.map((r,i)=>{let a=i===0?t:e.messages[i-1],o=!a||vi(a.createdAt)!==vi(r.createdAt);return N(as,{message:r,newDay:o,continued:!o&&cs(a,r),rights:n},r.id)})}):N(`div`,{ref:i,class:`block`,style:{height:`${a}px`}})}),ss=3e5;function cs(e,t){let[n,r]=[e.author,t.author];return n.kind===r.kind&&n.id===r.id&&n.name===r.name&&ti(n.avatarPath)===ti(r.avatarPath)&&Date.parse(t.createdAt)-Date.parse(e.createdAt)<ss}var ls=48,us=5,ds=class{atEnd=!0;scroller;list;scrolled=0;anchors=[];sizes;attach(e,t,n){this.scroller=e,this.list=t,this.sizes=new ResizeObserver(()=>{this.restore(),requestAnimationFrame(n)}),this.sizes.observe(t),this.sizes.observe(e),this.toEnd()}detach(){this.sizes?.disconnect()}note(){let{scrollTop:e,scrollHeight:t,clientHeight:n}=this.scroller;this.atEnd=t-e-n<ls,this.scrolled=e;let r=fs(this.scroller),i=ms(this.list.children,r);this.anchors=ps((i&&ms(i.children,r))??i).map(e=>({element:e,top:fs(e)}))}restore(){let e=this.since();if(this.atEnd&&e>-1)return this.toEnd();let t=this.anchors.find(({element:e})=>e.isConnected),n=t?fs(t.element)-t.top+e:0;Math.abs(n)>=.5&&(this.scroller.scrollTop+=n),this.note()}since(){let{scrollTop:e,scrollHeight:t,clientHeight:n}=this.scroller;return e<this.scrolled&&e+n>t-1?0:e-this.scrolled}toEnd(){this.atEnd=!0,this.scroller.scrollTop=this.scroller.scrollHeight,this.scrolled=this.scroller.scrollTop}},fs=e=>e.getBoundingClientRect().top;function ps(e){let t=[];for(let n=e;n&&t.length<us;n=n.nextElementSibling??n.closest(`.block`)?.nextElementSibling??null)t.push(n);return t}function ms(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;e[i].getBoundingClientRect().bottom>t?r=i:n=i+1}return e[n]??null}var hs=1e3,gs=class{scroller;list;tell=new Map;near=new Set;attach(e,t){this.scroller=e,this.list=t}watch(e,t){return this.tell.set(e,t),this.near.add(e),()=>{this.tell.delete(e),this.near.delete(e)}}look(){if(!this.scroller||!this.list)return;let{top:e,bottom:t}=this.scroller.getBoundingClientRect(),n=this.near;this.near=new Set(_s(this.list,e-hs,t+hs).filter(e=>this.tell.has(e)));for(let e of n)this.near.has(e)||this.tell.get(e)?.(!1);for(let e of this.near)n.has(e)||this.tell.get(e)?.(!0)}};function _s(e,t,n){let r=[];for(let i=ms(e.children,t);i&&i.getBoundingClientRect().top<n;i=i.nextElementSibling)r.push(i);return r}var vs=3e3;function ys({blocks:e,hasOlder:t,loadingOlder:n,loadOlder:r,rights:i}){let a=M(null),o=M(null),s=Ne(()=>new ds,[]),c=Ne(()=>new gs,[]),[l,u]=A(null);Me(()=>(c.attach(a.current,o.current),s.attach(a.current,o.current,()=>c.look()),()=>s.detach()),[]),Me(()=>s.restore(),[e]);function d(){s.note(),c.look(),u(s.atEnd?null:t=>t??e),t&&!n&&a.current.scrollTop<vs&&r()}function f(){d(),requestAnimationFrame(()=>c.look())}function p(e){![`Home`,`End`].includes(e.key)||e.target instanceof HTMLTextAreaElement||(e.preventDefault(),e.key===`End`?s.toEnd():a.current.scrollTop=0)}j(d,[e,t,n]);let m=l?oo(e,l):0;return N(`div`,{class:`messages`,children:[N(`div`,{class:`scroller`,ref:a,onScroll:f,onKeyDown:p,tabIndex:0,role:`region`,"aria-label":`Messages`,children:N(`div`,{children:[N(`p`,{class:`beginning`,children:t?`Older messages are on their way…`:`This is where the channel begins.`}),N(`div`,{ref:o,children:e.map((t,n)=>N(os,{block:t,previous:e[n-1]?.messages.at(-1),rights:i,sight:c},t.id))})]})}),l&&N(`button`,{type:`button`,class:`to-end ${m?`unseen`:``}`,onClick:()=>s.toEnd(),children:m===0?`To the newest ↓`:m===1?`1 new message ↓`:`${m} new messages ↓`})]})}var bs=()=>document.visibilityState===`visible`;function xs(){let[e,t]=A(0);return j(()=>{let e=()=>bs()&&t(0);return document.addEventListener(`visibilitychange`,e),()=>document.removeEventListener(`visibilitychange`,e)},[]),[e,()=>bs()||t(e=>e+1)]}var Ss={blocks:[],loaded:!1,older:null,loadingOlder:!1},Cs=50,ws=50,Ts=[`CURSOR_EXPIRED`,`CURSOR_FORKED`],Es=class{state=Ss;stopWatching=()=>{};ended=!1;channelId;show;arrived;constructor(e,t,n){this.channelId=e,this.show=t,this.arrived=n}set(e){this.ended||(this.state={...this.state,...e},this.show(this.state))}start=async()=>{this.stopWatching(),this.set({failure:void 0});try{let e=await this.read(Cs,null);this.set({blocks:no([],e.messages),loaded:!0,older:e.older}),this.ended||this.follow(e.resumeCursor)}catch(e){this.set({failure:Ze(e)})}};stop=()=>{this.ended=!0,this.stopWatching()};loadOlder=async()=>{let{older:e,loadingOlder:t}=this.state;if(!(e===null||t)){this.set({loadingOlder:!0});try{let t=await this.read(ws,e);this.set({blocks:no(this.state.blocks,t.messages),older:t.older,loadingOlder:!1})}catch{this.set({loadingOlder:!1})}}};async read(e,t){let{channel:n}=await Zn(bn,{channelId:this.channelId,last:e,before:t});if(!n)throw new Ye(`NOT_FOUND`,`This channel is gone, or you may no longer see it.`);let{edges:r,pageInfo:i,resumeCursor:a}=n.messages;return{messages:r.map(({node:e})=>e),older:i.hasPreviousPage?i.startCursor:null,resumeCursor:a}}follow(e){let t={channelId:this.channelId,after:e},n=({channelEvents:e})=>{t.after=e.cursor,this.take(e)};this.stopWatching=Or(xn,t,n,e=>{Ts.includes(e.code)?this.start():this.set({failure:e})})}take({kind:e,message:t}){let{blocks:n}=this.state;t.deletedAt?this.set({blocks:ao(n,t.id)}):e===`MESSAGE_POSTED`?this.set({blocks:ro(n,t)}):this.set({blocks:io(n,t)}),e===`MESSAGE_POSTED`&&!t.deletedAt&&this.arrived(t)}};function Ds(e,t){let[n,r]=A(Ss),i=Ne(()=>new Es(e,r,t),[e]);j(()=>(r(Ss),i.start(),i.stop),[i]);let{failure:a}=n,o=a?.code===`NOT_FOUND`;return j(()=>void(o&&W.tell()),[o]),j(()=>W.listen(()=>a&&!o&&void i.start()),[i,a]),{...n,start:i.start,loadOlder:i.loadOlder}}var Os=3e3,ks=700;function As(){let[e,t]=A(!0);return j(()=>{let e,n=Os,r=()=>{clearTimeout(e),br.open?(t(!0),n=ks):e=window.setTimeout(()=>t(!1),n)};r();let i=br.listen(r);return()=>(clearTimeout(e),i())},[]),e}function js({channelId:e}){let{data:t,failure:n,reload:r}=Yr(nn,{id:e}),[i,a]=xs();return Ri(t?.channel?`${i?`(${i}) `:``}#${t.channel.name}`:``),n&&!t?N(`div`,{class:`page`,children:N(P,{failure:n,again:r})}):t?.channel===null?N(Q,{what:`channel`}):t?N(Ms,{channel:t.channel,arrived:a}):null}function Ms({channel:e,arrived:t}){let n=or(),[r,i]=A(``),a=Ds(e.id,({author:e,content:n})=>(i(`${e.name}: ${n}`),t())),o=As(),s=e.server.viewerPermissions,c={userId:n.id,post:B(s,`POST_MESSAGES`),manage:B(s,`MANAGE_MESSAGES`)},l=a.failure?.code===`NOT_FOUND`,u=a.loaded&&!l,d=u&&a.blocks.length===0,f=a.failure!==void 0&&!a.failure.passing;return N(`div`,{class:`channel`,children:[N(Ns,{channel:e,live:N(Za,{loaded:a.loaded,connected:o,failed:f})}),!l&&N(P,{failure:a.failure,again:a.start}),d&&N(Ps,{channel:e,manages:B(s,`MANAGE_SERVER`)}),u&&!d&&N(ys,{blocks:a.blocks,hasOlder:a.older!==null,loadingOlder:a.loadingOlder,loadOlder:a.loadOlder,rights:c}),!u&&N(`div`,{class:`messages`}),N(`p`,{class:`out-of-sight`,"aria-live":`polite`,children:r}),!l&&N(qa,{channel:e,mayPost:c.post})]})}function Ns({channel:e,live:t}){let[n,r]=A(!1),i=e.server.viewerPermissions;return N(`header`,{class:`channel-head`,children:[N(`h1`,{children:[N(G,{name:`hash`}),N(`bdi`,{children:e.name})]}),N(`bdi`,{class:`topic`,title:e.topic??void 0,children:e.topic}),t,B(i,`MANAGE_SERVER`)&&N(`a`,{class:`button small`,href:z.newWebhook(e.server.id,e.id),title:`New webhook for this channel`,children:[N(G,{name:`webhook`}),N(`span`,{class:`wide-only`,children:`New webhook`}),N(`span`,{class:`out-of-sight narrow-only`,children:`New webhook`})]}),B(i,`MANAGE_CHANNELS`)&&N(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),title:`Edit channel`,children:[N(G,{name:`settings`}),N(`span`,{class:`out-of-sight`,children:`Edit channel`})]}),n&&N(Xa,{channel:e,serverId:e.server.id,close:()=>r(!1)})]})}function Ps({channel:e,manages:t}){return N(`div`,{class:`messages`,children:N(X,{title:`Nothing here yet`,children:[N(`p`,{children:t?`Write the first message, or give a program the URL of a webhook. What it posts appears here at once.`:`What is posted appears here at once.`}),t&&N(`a`,{class:`button primary`,href:z.newWebhook(e.server.id,e.id),children:`New webhook`})]})})}function Fs(){let e=Mi(en,{},({auditLog:e})=>e);return e.data===null?N(Q,{}):N(`div`,{class:`page`,children:[N(Z,{title:`Audit log of accounts`,action:N(`a`,{class:`button`,href:z.accounts,children:`Accounts`}),children:`What was done to accounts, newest first.`}),N(Pa,{list:e,children:`Each account that is disabled, enabled or made an administrator, linked to an OpenID provider or unlinked, and each sign-in link that is made, is written down here.`})]})}var Is=[[`1`,`1 day`],[`7`,`7 days`],[`30`,`30 days`]],Ls=[[`1`,`1 person`],[`5`,`5 people`],[`25`,`25 people`],[`100`,`100 people`]];function Rs({serverId:e,close:t}){let n=R(un),[r,i]=A(`7`),[a,o]=A(`1`),[s,c]=A(``);async function l(){let t=await n.run({serverId:e,maxUses:Number(a),expiresAt:hi(Number(r))});t&&c(t.createInvitation.url)}return s?N(Ei,{title:`Copy the link now`,label:`Invitation link`,secret:s,close:t,children:`Send it to whom you want to let in; whoever has it can use it.`}):N(q,{title:`Invite people`,close:t,children:N(I,{submit:l,action:`Make a link`,busy:n.busy,failure:n.failure,cancel:t,children:[N(pa,{label:`Lets in`,value:a,change:o,options:Ls}),N(pa,{label:`Works for`,value:r,change:i,options:Is})]})})}function zs({serverId:e}){let t=Y(ln,{serverId:e},({server:e})=>e?.invitations),[n,r]=A(!1),i=t.data?.items??[],a=i.filter(e=>!Bs(e)),o=i.filter(Bs);return N(`section`,{class:`below`,children:[N(`div`,{class:`section-head`,children:[N(`div`,{children:[N(`h2`,{children:`Invitations`}),N(`p`,{children:`A link that lets people in; who has no account makes one with it.`})]}),N(`button`,{type:`button`,onClick:()=>r(!0),children:`Invite people`})]}),N(P,{failure:t.failure,again:t.reload}),N(`ul`,{class:`list`,children:[...a,...o].map(e=>N(Vs,{invitation:e},e.id))}),N(Li,{list:t}),n&&N(Rs,{serverId:e,close:()=>r(!1)})]})}var Bs=({uses:e,maxUses:t,expiresAt:n})=>e>=t?`Used up`:Date.parse(n)<Date.now()?`Expired`:void 0;function Vs({invitation:e}){let{id:t,creator:n,uses:r,maxUses:i,expiresAt:a}=e,o=R(dn),[s,c]=A(!1),l=Bs(e),u=()=>void o.run({invitationId:t});return N(`li`,{class:`row`,children:[N(`span`,{class:`row-text`,children:[N(`span`,{class:`row-head`,children:[N(`span`,{class:`row-title`,children:[r,` of `,i,` used`]}),l&&N(`span`,{class:`tag off`,children:l})]}),N(`span`,{class:`row-detail`,children:[n&&N(x,{children:[`By `,N(`bdi`,{children:n.name})]}),l!==`Used up`&&N(x,{children:[n&&` · `,l?`expired`:`expires`,` `,N(K,{at:a})]})]}),l&&N(P,{failure:o.failure})]}),l?N(`button`,{type:`button`,class:`small`,disabled:o.busy,onClick:u,children:`Remove`}):N(`button`,{type:`button`,class:`small`,onClick:()=>c(!0),children:`Revoke…`}),s&&N(J,{title:`Revoke this invitation?`,action:`Revoke invitation`,busy:o.busy,failure:o.failure,close:()=>c(!1),confirm:u,children:N(`p`,{children:`Its link stops working at once. Who came by it stays.`})})]})}var Hs=()=>Yr(Jt,{}).data?.viewer.managesAccounts??!1;function Us({member:e,server:t}){let n=Y(cn,{serverId:t.id},({server:e})=>e?.roles,!0),r=R(vn),i=R(yn),a=n.data?.items.filter(({everyone:e})=>!e),o=t=>e.roles.some(({id:e})=>e===t),[s,c]=A({});async function l(t){c({...s,[t]:!o(t)}),await(o(t)?i:r).run({roleId:t,memberId:e.id})||c({...s,[t]:void 0})}return N(x,{children:[N(P,{failure:r.failure??i.failure}),a?.length===0&&N(`p`,{class:`explain`,children:[`There is no role to give: the only one is `,N(`code`,{children:`everyone`}),`, which every member has. `,N(`a`,{href:z.server(t.id,`roles`),children:`Make a role`})]}),a&&a.length>0&&N(`p`,{class:`hint`,children:`A role is given or taken at once, as it is ticked.`}),a?.map(({id:e,name:n,permissions:r})=>N(`label`,{class:`check`,children:[N(`input`,{type:`checkbox`,checked:s[e]??o(e),disabled:!qe(t.viewerPermissions,r),onChange:()=>void l(e)}),N(`bdi`,{children:n})]},e))]})}function Ws({member:e,server:t,close:n}){let r=or(),i=Hs(),[a,o]=A(),s=R(fn),c=R(mn),{name:l,id:u}=e.user,d=u===t.owner.id;return a===`remove`?N(J,{title:`Remove ${l}?`,action:`Remove member`,busy:s.busy,failure:s.failure,confirm:async()=>await s.run({memberId:e.id})&&n(),close:n,children:N(`p`,{children:`They no longer see the server, and what they watch there ends within a second. What they posted stays. They can come back by another invitation.`})}):a===`transfer`?N(J,{title:`Hand the server over to ${l}?`,action:`Hand over`,busy:c.busy,failure:c.failure,confirm:async()=>await c.run({serverId:t.id,memberId:e.id})&&n(),close:n,children:[N(`p`,{children:`They own it from then on, and only they can delete it or hand it on. You stay a member, with the roles you have.`}),i&&N(`p`,{children:`As an administrator of this installation you still see and change everything there.`})]}):N(q,{title:l,close:n,children:[N(Us,{member:e,server:t}),N(`div`,{class:`actions`,children:[!d&&t.owner.id===r.id&&N(`button`,{type:`button`,onClick:()=>o(`transfer`),children:`Hand the server over…`}),!d&&u!==r.id&&N(`button`,{type:`button`,class:`danger`,onClick:()=>o(`remove`),children:`Remove…`}),N(`button`,{type:`button`,class:`last`,autofocus:!0,onClick:n,children:`Done`})]})]})}function Gs({name:e}){return N(`span`,{class:`tag`,children:N(`bdi`,{children:e})})}function Ks({member:e,server:t}){let n=or(),[r,i]=A(!1),{user:a,roles:o,createdAt:s}=e,c=B(t.viewerPermissions,`MANAGE_SERVER`);return N(`li`,{class:`row`,children:[N(ai,{id:a.id,name:a.name}),N(`span`,{class:`row-text`,children:[N(`span`,{class:`row-head`,children:[N(`bdi`,{class:`row-title`,children:a.name}),a.id===n.id&&N(`span`,{class:`row-detail`,children:`you`}),a.id===t.owner.id&&N(`span`,{class:`tag strong`,title:`Owns this server`,children:`Owner`}),o.filter(({everyone:e})=>!e).map(({id:e,name:t})=>N(Gs,{name:t},e))]}),N(`span`,{class:`row-detail`,children:[`Joined `,N(K,{at:s})]})]}),c&&N(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:[`Manage`,N(`span`,{class:`out-of-sight`,children:[` `,N(`bdi`,{children:a.name})]})]}),r&&N(Ws,{member:e,server:t,close:()=>i(!1)})]})}function qs({serverId:e,server:t}){let n=Y(sn,{serverId:e},({server:e})=>e?.members);return n.data===null?N(Q,{what:`server`}):N(`div`,{class:`page`,children:[N(Z,{title:`Members`,children:`Members see all channels of the server. Roles say what else they may do.`}),N(P,{failure:n.failure,again:n.reload}),!(n.data&&t)&&!n.failure&&N(Ii,{}),N(`ul`,{class:`list`,children:t&&n.data?.items.map(e=>N(Ks,{member:e,server:t},e.id))}),N(Li,{list:n}),n.data&&B(t?.viewerPermissions,`MANAGE_SERVER`)&&N(zs,{serverId:e})]})}var Js=new Map;Rr.listen(()=>Js.clear());var{tell:Ys,listen:Xs}=Vn();function Zs(e,t){Js.set(e,t),Ys()}var Qs=e=>void Js.delete(e);function $s(e){let[,t]=A({});return j(()=>Xs(()=>t({})),[]),Js.get(e)}function ec({serverId:e,channelId:t}){let n=Y(tn,{serverId:e},({server:e})=>e?.channels,!0);return n.data===null?N(Q,{what:`server`}):N(`div`,{class:`page narrow`,children:[N(Z,{title:`New webhook`,children:`It posts into one channel. You get its URL in the next step.`}),N(P,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&N(Ii,{}),n.data?.items.length===0&&N(X,{title:`No channel yet`,children:[N(`p`,{children:`A webhook needs a channel to post into.`}),N(`a`,{class:`button primary`,href:z.server(e),children:`Make a channel`})]}),n.data&&n.data.items.length>0&&N(tc,{serverId:e,channels:n.data.items,channelId:t})]})}function tc({serverId:e,channels:t,channelId:n}){let r=R(In),[i,a]=A(n??t[0].id),[o,s]=A(``),[c,l]=A(``);async function u(){let e=await r.run({channelId:i,name:o,avatarUrl:c.trim()||null});if(!e)return;let{webhook:t,url:n}=e.createWebhook;Zs(t.id,n),rr(z.webhook(t.id))}return N(`section`,{class:`card`,children:N(I,{submit:u,action:`Create webhook`,busy:r.busy,failure:r.failure,cancel:()=>rr(z.server(e,`webhooks`)),children:[N(pa,{label:`Channel`,value:i,change:a,options:t.map(({id:e,name:t})=>[e,`#${t}`])}),N(F,{label:`Name`,name:`name`,value:o,change:s,failure:r.failure,required:!0,autofocus:!0,placeholder:`CI Bot`,hint:`Messages are shown under it, unless they bring a name of their own.`}),N(F,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:c,change:l,failure:r.failure,placeholder:`https://example.com/bot.png`,hint:`The address of a picture. Without one its initials are shown.`})]})})}function nc({chosen:e,choose:t,own:n}){let r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]);return N(`fieldset`,{children:[N(`legend`,{children:`Permissions`}),Ke.map(t=>N(`label`,{class:`check`,children:[N(`input`,{type:`checkbox`,checked:e.includes(t),disabled:!qe(n,[t]),onChange:()=>r(t)}),N(`span`,{children:[Ge[t][0],` `,N(`span`,{class:`hint`,children:Ge[t][1]})]})]},t))]})}function rc({role:e,server:t,close:n}){let r=R(hn),i=R(gn),a=R(_n),[o,s]=A(e?.name??``),[c,l]=A(e?.permissions??[`POST_MESSAGES`]),[u,d]=A(!1),f=r.failure??i.failure;async function p(){let a=[...c];(e?await i.run({roleId:e.id,permissions:a,...e.everyone?{}:{name:o}}):await r.run({serverId:t.id,name:o,permissions:a}))&&n()}return e&&u?N(J,{title:`Delete ${e.name}?`,action:`Delete role`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({roleId:e.id})&&n(),close:n,children:N(`p`,{children:`Members who have it lose what it allows at once.`})}):N(q,{title:e?`Change role`:`New role`,close:n,children:[N(I,{submit:p,action:e?`Save`:`Create role`,busy:r.busy||i.busy,failure:f,cancel:n,children:[e?.everyone?N(`p`,{class:`explain`,children:`What every member of the server may do.`}):N(F,{label:`Name`,name:`name`,value:o,change:s,failure:f,required:!0,autofocus:!0}),N(nc,{chosen:c,choose:l,own:t.viewerPermissions})]}),e&&!e.everyone&&N(`button`,{type:`button`,class:`danger quiet`,onClick:()=>d(!0),children:`Delete role…`})]})}function ic({serverId:e,server:t}){let n=Y(cn,{serverId:e},({server:e})=>e?.roles,!0),[r,i]=A();if(n.data===null)return N(Q,{what:`server`});let a=B(t?.viewerPermissions,`MANAGE_SERVER`);return N(`div`,{class:`page`,children:[N(Z,{title:`Roles`,action:a&&N(`button`,{type:`button`,class:`primary`,onClick:()=>i(`new`),children:`New role`}),children:[`Members have the permissions of their roles. Every member has the role `,N(`code`,{children:`everyone`}),`.`]}),N(fa,{list:n,children:e=>N(`li`,{class:`row`,children:[N(`span`,{class:`row-text`,children:[N(`bdi`,{class:`row-title`,children:e.name}),N(`span`,{class:`row-detail`,children:e.permissions.map(e=>Ge[e]?.[0]??e).join(`, `)||`No permission`})]}),a&&qe(t?.viewerPermissions,e.permissions)&&N(`button`,{type:`button`,class:`small`,onClick:()=>i(e),children:[`Change`,N(`span`,{class:`out-of-sight`,children:[` `,N(`bdi`,{children:e.name})]})]})]},e.id)}),r&&t&&N(rc,{role:r===`new`?void 0:r,server:t,close:()=>i(void 0)})]})}function ac({serverId:e,close:t}){let n=R(rn),[r,i]=A(``),[a,o]=A(``);async function s(){let i=await n.run({serverId:e,name:Ya(r),topic:a.trim()||null});i&&(t(),rr(z.channel(i.createChannel.channel.id)))}return N(q,{title:`New channel`,close:t,children:N(I,{submit:s,action:`Create channel`,busy:n.busy,failure:n.failure,cancel:t,children:[N(F,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autofocus:!0,placeholder:`deploys`}),N(F,{label:`Topic`,name:`topic`,value:a,change:o,failure:n.failure,hint:`What belongs here, in a sentence.`})]})})}function oc({serverId:e,server:t}){let n=Y(tn,{serverId:e},({server:e})=>e?.channels,!0),[r,i]=A(!1);if(n.data===null)return N(Q,{what:`server`});let a=B(t?.viewerPermissions,`MANAGE_CHANNELS`)&&N(`button`,{type:`button`,class:`primary`,onClick:()=>i(!0),children:`New channel`});return N(`div`,{class:`page`,children:[N(Z,{title:t?.name??` `,action:n.data?.items.length?a:void 0,children:`Channels hold messages, from people and from webhooks.`}),N(fa,{list:n,empty:N(X,{title:`No channel yet`,children:[N(`p`,{children:`A channel is where messages go: one for deploys, one for alerts.`}),a]}),children:({id:e,name:t,topic:n})=>N(`li`,{children:N(`a`,{class:`row`,href:z.channel(e),children:[N(`span`,{class:`row-icon`,children:N(G,{name:`hash`})}),N(`span`,{class:`row-text`,children:[N(`bdi`,{class:`row-title`,children:t}),n&&N(`bdi`,{class:`row-detail`,children:n})]})]})},e)}),r&&N(ac,{serverId:e,close:()=>i(!1)})]})}function sc({server:e}){let t=R(Nn),[n,r]=A(!1);return N(`section`,{class:`card`,children:[N(`h2`,{children:`Delete this server`}),N(`p`,{children:`Its channels, messages and webhooks go with it, for all its members.`}),N(`div`,{class:`actions`,children:N(`button`,{type:`button`,class:`danger`,onClick:()=>r(!0),children:`Delete server…`})}),n&&N(J,{title:`Delete ${e.name}?`,action:`Delete server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&rr(z.servers),close:()=>r(!1),children:N(`p`,{children:`All its channels and messages are deleted, everybody who watches them is cut off, and the URLs of its webhooks stop working at once. This cannot be undone.`})})]})}function cc({server:e}){let t=R(pn),n=Hs(),[r,i]=A(!1);return N(`section`,{class:`card`,children:[N(`h2`,{children:`Leave this server`}),N(`p`,{children:[n?`You are no longer one of its members, but as an administrator of this installation you still see and change everything there.`:`You no longer see its channels.`,` What you posted stays.`]}),N(`div`,{class:`actions`,children:N(`button`,{type:`button`,class:`danger`,onClick:()=>i(!0),children:`Leave server…`})}),r&&N(J,{title:`Leave ${e.name}?`,action:`Leave server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&rr(z.servers),close:()=>i(!1),children:N(`p`,{children:`You can come back by another invitation only.`})})]})}function lc({server:e}){let t=R(Mn),[n,r]=A(e.name),[i,a]=A(!1);return N(`section`,{class:`card`,children:N(I,{submit:async()=>a(!!await t.run({serverId:e.id,name:n})),action:`Save`,busy:t.busy,failure:t.failure,done:i&&`Saved.`,children:N(F,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0})})})}function uc({server:e}){let t=or().id===e?.owner.id,n=Hs();return e?N(`div`,{class:`page`,children:[N(Z,{title:`Settings`}),B(e.viewerPermissions,`MANAGE_SERVER`)&&N(lc,{server:e},e.id),!t&&N(cc,{server:e}),(t||n)&&N(sc,{server:e})]}):N(`div`,{class:`page`,children:[N(Z,{title:`Settings`}),N(Ii,{})]})}function dc(){let{data:e}=Yr(Tn,{});return e?.viewer.signInMethods?.length===0?N(`p`,{class:`notice`,children:[`You signed in with a link, which worked once. `,N(`a`,{href:z.account,children:`Set a password`}),` within the hour to come back without one.`]}):null}function fc({close:e}){let t=R(jn),[n,r]=A(``);async function i(){let r=await t.run({name:n});r&&(e(),rr(z.server(r.createServer.server.id)))}return N(q,{title:`New server`,close:e,children:N(I,{submit:i,action:`Create server`,busy:t.busy,failure:t.failure,cancel:e,children:N(F,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`Platform team`})})})}function pc(){let e=or(),t=Y(kn,{},({viewer:e})=>e.servers),[n,r]=A(!1),i=N(`button`,{type:`button`,class:`primary`,onClick:()=>r(!0),children:`New server`});return N(`div`,{class:`page`,children:[N(Z,{title:`Servers`,action:t.data?.items.length?i:void 0,children:`A server groups channels and the people who see them.`}),N(fa,{list:t,empty:N(X,{title:`No server yet`,children:[N(`p`,{children:`Make one, add a channel, and give a program the URL of a webhook to post there.`}),i]}),children:({id:t,name:n,owner:r})=>N(`li`,{children:N(`a`,{class:`row`,href:z.server(t),children:[N(ai,{id:t,name:n}),N(`span`,{class:`row-text`,children:[N(`bdi`,{class:`row-title`,children:n}),N(`span`,{class:`row-detail`,children:r.id===e.id?`Yours`:N(x,{children:[`Owned by `,N(`bdi`,{children:r.name})]})})]})]})},t)}),t.data&&N(dc,{}),n&&N(fc,{close:()=>r(!1)})]})}function mc({webhook:e}){let t=R(Ln),n=Y(tn,{serverId:e.channel.server.id},({server:e})=>e?.channels,!0),[r,i]=A(e.name),[a,o]=A(e.avatarUrl??``),[s,c]=A(e.channel.id),[l,u]=A(!1),d=(n.data?.items??[e.channel]).map(({id:e,name:t})=>[e,`#${t}`]);return N(`section`,{class:`card`,children:[N(`h2`,{children:`Details`}),N(I,{submit:async()=>u(!!await t.run({webhookId:e.id,name:r,avatarUrl:a.trim()||null,channelId:s})),action:`Save`,busy:t.busy,failure:t.failure,done:l&&`Saved.`,children:[N(`div`,{class:`columns`,children:[N(F,{label:`Name`,name:`name`,value:r,change:i,failure:t.failure,required:!0}),N(pa,{label:`Channel`,value:s,change:c,options:d})]}),N(F,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:a,change:o,failure:t.failure,placeholder:`https://example.com/bot.png`,hint:`Messages keep the name and avatar that they were posted with.`})]})]})}var hc=`curl -X POST "$WEBHOOK_URL" \\
  -H 'Content-Type: application/json' \\
  -d '{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}' --fail-with-body
`,gc=`package main

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
`,_c=`const response = await fetch(process.env.WEBHOOK_URL, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ content: 'Deploy completed successfully.', name: 'CI Bot', avatarUrl: null }),
});
const { message, detail } = await response.json();
if (!response.ok) throw new Error(detail);
console.log('Message ID:', message.id);
`,vc=`<?php
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
`,yc=`import json, os, urllib.error, urllib.request

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
`,bc=(e,t,n,r,i=``)=>(a,o)=>e.trimEnd().replace(i,``).replace(t,()=>n+a+n).replace(`CI Bot`,()=>r(o)),xc=e=>e.replace(/[\\']/g,`\\$&`),Sc=e=>e.replace(/[\\"]/g,`\\$&`),Cc=e=>JSON.stringify(e).slice(1,-1),wc=[{language:`cURL`,run:`Paste it into a terminal.`,code:bc(hc,`"$WEBHOOK_URL"`,`'`,e=>Cc(e).replaceAll(`'`,()=>`'\\''`))},{language:`Node.js`,run:`Save it as post.mjs, then: node post.mjs`,code:bc(_c,`process.env.WEBHOOK_URL`,`'`,xc)},{language:`Python`,run:`Save it as post.py, then: python3 post.py`,code:bc(yc,`os.environ["WEBHOOK_URL"]`,`"`,Sc,`os, `)},{language:`Go`,run:`Save it as post.go, then: go run post.go`,code:bc(gc,`os.Getenv("WEBHOOK_URL")`,`"`,e=>Cc(e).replaceAll("`",`\\u0060`),`	"os"
`)},{language:`PHP`,run:`Save it as post.php, then: php post.php`,code:bc(vc,`getenv('WEBHOOK_URL')`,`'`,xc)}];function Tc({url:e,name:t}){let[n,r]=A(0),i=M([]),a=Ie(),{run:o,code:s}=wc[n],c=s(e,t);function l(e){let t={ArrowRight:1,ArrowLeft:-1}[e.key];if(!t)return;let a=(n+t+wc.length)%wc.length;r(a),i.current[a]?.focus()}return N(`div`,{class:`snippets`,children:[N(`div`,{role:`tablist`,"aria-label":`Language`,onKeyDown:l,children:wc.map(({language:e},t)=>N(`button`,{ref:e=>void(i.current[t]=e),type:`button`,role:`tab`,id:`${a}-${t}`,"aria-controls":`${a}-panel`,"aria-selected":t===n,tabIndex:t===n?0:-1,onClick:()=>r(t),children:e},e))}),N(Lt,{text:c}),N(`pre`,{role:`tabpanel`,id:`${a}-panel`,"aria-labelledby":`${a}-${n}`,tabIndex:0,children:N(`code`,{children:c})}),N(`p`,{children:o})]})}function Ec({webhook:{id:e,enabled:t,channel:n,lastUsedAt:r}}){let{blocks:i,loaded:a,failure:o,start:s}=Ds(n.id,Dc),c=R(Bn),l=Ie();j(()=>c.clear(),[t]),j(()=>void(c.failure?.code===`WEBHOOK_DISABLED`&&Hn.tell()),[c.failure]);let u=i.flatMap(({messages:e})=>e).filter(({author:t})=>t.id===e).slice(-3);return N(`section`,{children:[N(`div`,{class:`section-head`,children:[N(`div`,{children:[N(`h2`,{children:`Watch it work`}),t?N(`p`,{children:[`Whatever is posted to the URL appears here and in `,N(`a`,{href:z.channel(n.id),children:[`#`,N(`bdi`,{children:n.name})]}),`, live.`]}):N(`p`,{id:l,children:`It is disabled, so it can post nothing, tests included. Enable it at the end of this page.`})]}),N(`button`,{type:`button`,disabled:c.busy||!t,"aria-describedby":t?void 0:l,onClick:()=>void c.run({webhookId:e}),children:`Send a test message`})]}),N(P,{failure:c.failure}),N(P,{failure:o,again:s}),N(`div`,{class:`arrivals`,role:`log`,"aria-label":`What has arrived`,children:[u.length===0&&N(`p`,{class:`waiting`,children:[a&&(r?`Nothing lately. `:`Nothing yet. `),`Listening…`]}),u.map(e=>N(as,{message:e},e.id))]})]})}var Dc=()=>{};function Oc({webhook:e}){let t=R(Ln),n=R(Rn),[r,i]=A(!1),a=()=>void t.run({webhookId:e.id,enabled:!e.enabled});async function o(){await n.run({webhookId:e.id})&&(Qs(e.id),rr(z.server(e.channel.server.id,`webhooks`)))}return N(`section`,{class:`card`,children:[N(`h2`,{children:e.enabled?`Disable or delete`:`Enable or delete`}),N(`p`,{children:e.enabled?`Disabled, it refuses posts with 403 until it is enabled again; its URL stays the same.`:`It is disabled: posts are refused with 403 WEBHOOK_DISABLED.`}),N(P,{failure:t.failure}),N(`div`,{class:`actions`,children:[N(`button`,{type:`button`,disabled:t.busy,onClick:a,children:e.enabled?`Disable`:`Enable`}),N(`button`,{type:`button`,class:`danger`,onClick:()=>i(!0),children:`Delete…`})]}),r&&N(J,{title:`Delete ${e.name}?`,action:`Delete webhook`,busy:n.busy,failure:n.failure,confirm:o,close:()=>i(!1),children:N(`p`,{children:[`Its URL stops working at once and for good: every program that posts to it gets `,N(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),`. What it posted stays.`]})})]})}function kc({webhook:e,url:t}){let n=R(zn),[r,i]=A(!1);async function a(){let t=await n.run({webhookId:e.id});t&&(Zs(e.id,t.regenerateWebhookUrl.url),i(!1))}return N(`section`,{class:t?`card once`:`card`,children:[N(`h2`,{children:t?`Copy the URL now`:`URL`}),N(`p`,{children:t?`It is shown this once. Whoever has it can post: keep it like a password.`:`It was shown when it was made, and cannot be shown again. Lost, or seen by somebody? Make a new one.`}),t&&N(Ti,{label:`Webhook URL`,value:t}),N(`div`,{class:`actions`,children:N(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:`Regenerate URL…`})}),r&&N(J,{title:`Make a new URL?`,action:`Regenerate URL`,busy:n.busy,failure:n.failure,confirm:a,close:()=>i(!1),children:[N(`p`,{children:[`The present URL stops working at once: every program that posts to it gets `,N(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),` until it has the new one.`]}),N(`p`,{children:`Messages, name and channel stay as they are.`})]})]})}function Ac({webhookId:e}){let{data:t,failure:n,reload:r}=Yr(Fn,{id:e});return Ri(t?.webhook?.name??``),t?.webhook===null?N(Q,{what:`webhook`}):N(`div`,{class:`page`,children:[N(P,{failure:n,again:r}),t?N(jc,{webhook:t.webhook}):!n&&N(Ii,{})]})}function jc({webhook:e}){let t=$s(e.id);return N(x,{children:[N(Mc,{webhook:e}),N(kc,{webhook:e,url:t}),N(`section`,{children:[N(`h2`,{children:`Post from anywhere`}),N(`p`,{children:t?`The URL is filled in.`:`Put the URL in the place of the one below.`}),N(Tc,{url:t??`${new URL(`.`,document.baseURI).href}webhooks/${e.id}/TOKEN`,name:e.name}),N(`p`,{class:`hint`,children:[N(`code`,{children:`name`}),` and `,N(`code`,{children:`avatarUrl`}),` are this message’s own: leave them out, and it has the webhook’s. To retry safely send the header `,N(`code`,{children:`Idempotency-Key`}),`: for 24 hours the same key and message post once.`]})]}),N(Ec,{webhook:e},e.channel.id),N(mc,{webhook:e},e.id),N(Oc,{webhook:e})]})}function Mc({webhook:e}){let[,t]=A({}),n=()=>void setTimeout(()=>t({})),r=ti(e.avatarPath)&&!ni(e.avatarPath);return N(`header`,{class:`page-head`,onErrorCapture:n,children:[N(ai,{id:e.id,name:e.name,picture:e.avatarPath}),N(`div`,{class:`grow`,children:[N(`h1`,{children:[N(`bdi`,{children:e.name}),N(ns,{}),!e.enabled&&N(`span`,{class:`tag off`,children:`Disabled`})]}),N(`p`,{class:`lead`,children:[`Posts into `,N(`a`,{href:z.channel(e.channel.id),children:[`#`,N(`bdi`,{children:e.channel.name})]}),` · `,N(Nc,{webhook:e})]}),r&&N(`p`,{class:`hint wrong`,role:`status`,children:`Its picture could not be loaded. It must be a PNG, JPEG, GIF or WebP of at most 1 MiB at a public address.`})]})]})}function Nc({webhook:{lastUsedAt:e,creator:t,createdAt:n}}){return N(x,{children:[e?N(x,{children:[`last used `,N(K,{at:e})]}):`never used`,` · `,`made `,t&&N(x,{children:[`by `,N(`bdi`,{children:t.name})]}),` `,N(K,{at:n})]})}function Pc({serverId:e}){let t=Y(Pn,{serverId:e},({server:e})=>e?.webhooks);if(t.data===null)return N(Q,{what:`server`});let n=N(`a`,{class:`button primary`,href:z.newWebhook(e),children:`New webhook`});return N(`div`,{class:`page`,children:[N(Z,{title:`Webhooks`,action:t.data?.items.length?n:void 0,children:`A webhook is a URL. Whatever is posted to it becomes a message.`}),N(fa,{list:t,empty:N(X,{title:`No webhook yet`,children:[N(`p`,{children:`Make one, and paste its URL where your build, deploy or alerting tool asks for a webhook.`}),n]}),children:({id:e,name:t,avatarPath:n,channel:r,enabled:i,lastUsedAt:a})=>N(`li`,{children:N(`a`,{class:`row`,href:z.webhook(e),children:[N(ai,{id:e,name:t,picture:n}),N(`span`,{class:`row-text`,children:[N(`bdi`,{class:`row-title`,children:t}),N(`span`,{class:`row-detail`,children:[`#`,N(`bdi`,{children:r.name})]})]}),N(`span`,{class:`row-aside`,children:i?a?N(x,{children:[`Used `,N(K,{at:a})]}):`Never used`:N(`span`,{class:`tag off`,children:`Disabled`})})]})},e)})]})}var Fc={channels:oc,webhooks:Pc,members:qs,roles:ic,"audit-log":Ra,settings:uc},Ic=e=>e.page===`newWebhook`||e.page===`server`&&(e.section===`webhooks`||e.section===`audit-log`);function Lc({route:e,server:t}){if(`serverId`in e&&t===null)return N(Q,{what:`server`});if(Ic(e)&&t&&!B(t.viewerPermissions,`MANAGE_SERVER`))return N(Gi,{server:t});switch(e.page){case`servers`:return N(pc,{});case`server`:{let n=Fc[e.section];return N(n,{serverId:e.serverId,server:t??null})}case`newWebhook`:return N(ec,{serverId:e.serverId,channelId:e.channelId});case`webhook`:return N(Ac,{webhookId:e.webhookId});case`channel`:return N(js,{channelId:e.channelId});case`tokens`:return N(va,{});case`accounts`:return N(Xi,{});case`installationLog`:return N(Fs,{});case`account`:return N(la,{});default:return N(Q,{})}}function Rc(){let[e,t]=A(qn.answers);return j(()=>qn.listen(()=>t(qn.answers)),[]),N(`div`,{role:`status`,children:!e&&N(`p`,{class:`no-answer`,children:navigator.onLine?`The server does not answer. Trying again…`:`You are offline. This page goes on when you are back.`})})}function zc({signedOut:e}){let t=pt(),[n,r]=A(``),i=async()=>await t.run(()=>wt())?e():r(`You are still signed in.`);return N(x,{children:[N(`button`,{type:`button`,class:`plain`,disabled:t.busy,onClick:async()=>await sa()?r(oa):i(),title:`Sign out`,children:[N(G,{name:`leave`}),N(`span`,{class:`out-of-sight`,children:`Sign out`})]}),n&&N(J,{title:`Sign out?`,action:`Sign out`,busy:t.busy,failure:t.failure,confirm:i,close:()=>(r(``),t.clear()),children:N(`p`,{children:n})})]})}function Bc({route:e,signedOut:t}){let n=or();return N(`div`,{class:`account`,children:[N(`a`,{class:`link`,href:z.tokens,"aria-current":e.page===`tokens`?`page`:void 0,children:[N(G,{name:`key`}),`Access tokens`]}),N(`a`,{class:`link`,href:`playground`,children:[N(G,{name:`play`}),`Playground`]}),N(`div`,{class:`me`,children:[N(`a`,{class:`link`,href:z.account,title:`Account`,"aria-current":e.page===`account`?`page`:void 0,children:[N(ai,{id:n.id,name:n.name}),N(`bdi`,{children:n.name})]}),N(zc,{signedOut:t})]})]})}function Vc({server:e,currentId:t,create:n}){let[r,i]=A(!1),{edges:a,pageInfo:o}=e.channels;return N(x,{children:[N(`div`,{class:`group`,children:[N(`h2`,{children:`Channels`}),n&&N(`button`,{type:`button`,class:`plain`,onClick:()=>i(!0),title:`New channel`,children:[N(G,{name:`plus`}),N(`span`,{class:`out-of-sight`,children:`New channel`})]})]}),o.hasNextPage?N(Hc,{serverId:e.id,currentId:t}):N(Uc,{channels:a.map(({node:e})=>e),currentId:t}),r&&N(ac,{serverId:e.id,close:()=>i(!1)})]})}function Hc({serverId:e,currentId:t}){let{data:n}=Y(tn,{serverId:e},({server:e})=>e?.channels,!0);return N(Uc,{channels:n?.items??[],currentId:t})}function Uc({channels:e,currentId:t}){return N(x,{children:e.map(({id:e,name:n})=>N(`a`,{class:`link`,href:z.channel(e),"aria-current":e===t?`page`:void 0,children:[N(G,{name:`hash`}),N(`bdi`,{children:n})]},e))})}function Wc(){let{data:e}=Y(kn,{},({viewer:e})=>e.servers);return N(x,{children:[N(`div`,{class:`group`,children:N(`h2`,{children:`Servers`})}),e?.items.map(({id:e,name:t})=>N(`a`,{class:`link`,href:z.server(e),children:[N(ai,{id:e,name:t}),N(`bdi`,{children:t})]},e))]})}function Gc({server:e,route:t,signedOut:n,close:r}){return N(`nav`,{id:`sidebar`,class:`sidebar`,"aria-label":`Pages`,onClick:e=>e.target instanceof Element&&e.target.closest(`a`)&&r(),children:[N(`a`,{class:`brand`,href:z.servers,children:[N(`img`,{src:`assets/icon.svg`,alt:``,width:`24`,height:`24`}),`Chattr`]}),N(`div`,{class:`links`,children:e?N(Jc,{server:e,route:t}):e===null?N(Kc,{route:t}):N(qc,{})}),N(Bc,{route:t,signedOut:n})]})}function Kc({route:e}){let t=e.page===`accounts`||e.page===`installationLog`;return N(x,{children:[N(Wc,{}),Hs()&&N(x,{children:[N(`div`,{class:`group`,children:N(`h2`,{children:`Installation`})}),N(`a`,{class:`link`,href:z.accounts,"aria-current":t?`page`:void 0,children:[N(G,{name:`people`}),`Accounts`]})]})]})}function qc(){return N(`div`,{class:`loading`,children:[`up`,`name`,`a`,`b`,`c`].map(e=>N(`div`,{class:`link`,children:N(`div`,{class:`bone`})},e))})}function Jc({server:e,route:t}){let n=t.page===`server`?t.section:t.page===`webhook`||t.page===`newWebhook`?`webhooks`:``,r=B(e.viewerPermissions,`MANAGE_SERVER`);return N(x,{children:[N(`a`,{class:`link up`,href:z.servers,children:[N(G,{name:`back`}),`All servers`]}),N(`a`,{class:`server-name`,href:z.server(e.id),title:e.name,"aria-current":n===`channels`?`page`:void 0,children:N(`bdi`,{children:e.name})}),Yc.map(t=>(r||t.forAll)&&N(Xc,{server:e.id,current:n,...t},t.section)),N(Vc,{server:e,currentId:t.page===`channel`?t.channelId:``,create:B(e.viewerPermissions,`MANAGE_CHANNELS`)})]})}var Yc=[{section:`webhooks`,icon:`webhook`,label:`Webhooks`,forAll:!1},{section:`members`,icon:`people`,label:`Members`,forAll:!0},{section:`roles`,icon:`shield`,label:`Roles`,forAll:!0},{section:`audit-log`,icon:`list`,label:`Audit log`,forAll:!1},{section:`settings`,icon:`settings`,label:`Settings`,forAll:!0}];function Xc({server:e,section:t,current:n,icon:r,label:i}){return N(`a`,{class:`link`,href:z.server(e,t),"aria-current":t===n?`page`:void 0,children:[N(G,{name:r}),i]})}function Zc({signedOut:e}){let t=ir(),{look:n,...r}=Ui(t),i=Wi(r.server),[a,o]=A(!1),s=M(null),c=JSON.stringify(t);return Mr(c,n),j(()=>{o(!1),s.current?.scrollTo(0,0)},[c]),N(`div`,{class:`layout ${a?`menu-open`:``}`,onKeyDown:e=>e.key===`Escape`&&o(!1),children:[N(`a`,{class:`skip`,href:`#main`,onClick:e=>(e.preventDefault(),s.current?.focus()),children:`Skip to the content`}),N(`header`,{class:`bar`,children:[N(`button`,{type:`button`,class:`plain`,"aria-expanded":a,"aria-controls":`sidebar`,onClick:()=>o(!a),children:[N(G,{name:`menu`}),N(`span`,{class:`out-of-sight`,children:`Menu`})]}),N(`bdi`,{class:`bar-title`,children:i?.name??`Chattr`})]}),N(Gc,{server:i,route:t,signedOut:e,close:()=>o(!1)}),N(`div`,{class:`shade`,onClick:()=>o(!1)}),N(`main`,{id:`main`,ref:s,tabIndex:-1,children:N(zi.Provider,{value:r,children:N(Lc,{route:t,server:r.server},c)})}),N(Rc,{})]})}function Qc(){let[{entrance:e,failure:t,invited:n,back:r,asked:i},a]=A({}),o=e=>a(t=>({...t,...e})),s=e=>c(()=>el(jt()),e);async function c(e,t){try{o({failure:t,asked:void 0,...await e()})}catch(e){let t=Ze(e);t.passing||Mt(),o({failure:t,asked:void 0,entrance:await bt().catch(()=>void 0)})}}function l(t,n){zr(),o({entrance:e&&{...e,user:t},failure:void 0}),n&&(u(),rr(z.server(n)))}function u(){Mt(),o({invited:void 0})}function d(t){Mt(),Dr(),zr(),o({entrance:e&&{...e,user:null},failure:t,invited:void 0,asked:void 0}),s(t)}j(()=>{s();let e=()=>At(location.hash)&&void s();return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),j(()=>Un.listen(()=>d($c()))),j(()=>Wn.listen(()=>d())),j(()=>Gn.listen(()=>void bt().then(e=>o({entrance:e}))));let f=e?.user;return!e&&!t?null:!f||t?N(Ut,{way:e,failure:t,invited:n,enter:l,start:()=>void s(),goOn:()=>o({failure:void 0})},n?.secret):i?N(gt,{user:f,signIn:()=>c(()=>tl(i)),close:()=>o({asked:void 0})}):N(ar.Provider,{value:f,children:N(ot.Provider,{value:{name:e?.openIdName,issuer:e?.openIdIssuer,back:r,seen:()=>o({back:void 0})},children:n?N(sr,{invited:n,close:u}):N(Zc,{signedOut:()=>d()})})},f.id)}var $c=()=>new Ye(`SIGNED_OUT`,`You were signed out: the session has ended, or an administrator has disabled your account. Sign in again; if you may not, you are told.`);async function el({signIn:e,invite:t,linked:n,error:r,flow:i}){if(n||r){let e=await bt(),t=n||i===`link`,a=r?ft(e.openIdName,t&&!e.user?`SIGNED_OUT`:r,i):void 0;return!e.user||!t?{entrance:e,failure:a}:(location.replace(z.account),{entrance:e,back:{failure:a}})}if(!e&&!t)return{entrance:await bt()};if(e){let t=await bt();return t.user?{entrance:t,asked:e}:tl(e)}let[a,o]=await Promise.all([bt(),Tt(t)]);return{entrance:a,invited:{...o,secret:t}}}async function tl(e){let t=await xt(e);return zr(),{entrance:t}}he(N(Qc,{}),document.getElementById(`portal`));