var e,t,n,r,i,a,o,s,c,l,u,d=Symbol.for(`pv`),f={},p=[],m=/^m(i|n|o|s|text|space)$/,h=Array.isArray,g=p.slice,_=Object.assign;function v(e){e&&e.parentNode&&e.remove()}function y(e,t,n){var r,i,a,o={},s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?g.call(arguments,2):n),b(e,o,r,i,null)}function b(n,r,i,a,o){var s={type:n,props:r,key:i,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:d,__v:o||++t,__i:-1,__u:0};return!o&&e.vnode&&e.vnode(s),s}function x(e){return e.children}function S(e,t){this.props=e,this.context=t,this.__g=0}function C(e,t){if(t==null)return e.__&&C(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!=`function`||e.props.__P?null:C(e)}function w(t){var n,r=t.__v,i=r.__e,a=[],o=[],s=t.__P;s&&((n=_({constructor:d},r)).__v=r.__v+1,e.vnode&&e.vnode(n),se(s,n,r,t.__n,s.namespaceURI,32&r.__u?[i]:null,a,i||C(r),32&r.__u,o),n.__v=r.__v,n.__.__k[n.__i]=n,ue(a,n,o),r.__=r.__e=null,n.__e!=i&&T(n))}function T(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),T(e)}function E(t){(8&t.__g||(t.__g|=8,n.push(t),i++))&&r==e.debounceRendering||((r=e.debounceRendering)||queueMicrotask)(D)}function D(){try{for(var e,t=1;n.length;)n.length>t&&n.sort(a),e=n.shift(),t=n.length,8&e.__g&&w(e)}finally{(i=n.length)&&(r||queueMicrotask)(D)}}function ee(e,t,n,r,i,a,o,s,c,l,u){var d,m,h,g,_,v,y=r.__k||p,b=t.length;for(c=te(n,t,y,c,b),d=0;d<b;d++)(h=n.__k[d])!=null&&(m=~h.__i&&y[h.__i]||f,h.__i=d,v=se(e,h,m,i,a,o,s,c,l,u),g=h.__e,(m.ref!=h.ref||8&m.__u)&&(m.ref&&fe(m.ref,null,h,m),h.ref&&u.push(h.ref,h.__c||g,h)),_||=g,4&h.__u?(c=ne(h,c,e,!m.__v),m.__e&&(m.__e=null)):typeof h.type==`function`&&v!==void 0?c=v:g&&(c=g.nextSibling),h.__u&=-21);return n.__e=_,c}function te(e,t,n,r,i){var a,o,s,c,l,u,f,p,m,g=n.length,_=g,v=0,y=0,S=e.__k=Array(i);for(a=0;a<i;a++)(o=t[a])!=null&&typeof o!=`boolean`&&typeof o!=`function`?(typeof o!=`object`||o.constructor===String?o=S[a]=b(null,o):h(o)?o=S[a]=b(x,{children:o}):o.constructor===d&&o.__b?o=S[a]=b(o.type,o.props,o.key,o.ref,o.__v):S[a]=o,c=a+v,o.__=e,o.__b=e.__b+1,s=null,~(l=o.__i=re(o,n,c,_))&&(_--,(s=n[l])&&(s.__u|=2)),s&&s.__v?(o.__u|=16,l==c-1?v--:l==c+1?v++:l!=c&&(l>c?v--:v++,y=1)):(~l||(i>g?v--:i<g&&v++),typeof o.type!=`function`&&(o.__u|=4))):S[a]=null;if(y){for(u=[],f=[],a=0;a<i;a++)if((o=S[a])&&16&o.__u){for(v=0,p=u.length;v<p;)u[m=v+p>>1]<o.__i?v=m+1:p=m;u[v]=o.__i,f[a]=v+1}for(v=u.length;a--;)f[a]&&(f[a]==v?v--:S[a].__u|=4)}if(_)for(a=0;a<g;a++)!(s=n[a])||2&s.__u||(s.__e==r&&(r=C(s)),pe(s,s));return r}function ne(e,t,n,r){var i,a,o,s;if(typeof e.type==`function`){if(e.props.__P)return t;if(i=e.__k)for(a=0;a<i.length;a++)i[a]&&(i[a].__=e,t=ne(i[a],t,n,!1));return t}for(t&&!t.parentNode&&(t=C(e))&&!t.parentNode&&(t=null),o=e.__e,s=t;s&&s.nodeType==8;)s=s.nextSibling;for(o!=s&&(!r&&n.moveBefore&&o.parentNode?n.moveBefore(o,t):n.insertBefore(o,t||null)),t=o;(t&&=t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(`$s`););return t}function re(e,t,n,r){var i,a=e.key,o=e.type,s=t[n],c=s&&!(2&s.__u);if(s===null&&a==null||c&&a==s.key&&o==s.type)return n;if(r>+!!c){for(i=n-1;i>=0;i--)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i;for(i=n+1;i<t.length;i++)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i}return-1}function ie(e,t,n){n??=``,t[0]==`-`?e.setProperty(t,n):e[t]=n}function ae(e,t,n,r,i){var a,o;if(t==`style`){if(typeof n==`string`)e.style.cssText=n;else{if(typeof r==`string`&&(e.style.cssText=r=``),r)for(t in r)n&&t in n||ie(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||ie(e.style,t,n[t])}}else if(t[0]==`o`&&t[1]==`n`)typeof n!=`function`&&(n=null),typeof r!=`function`&&(r=null),(e.__e||={})[t]=n,n&&r||(o=l[t]||(l[t]=oe(t)),(e.__a||={})[t]=c,a=t!=(t=t.replace(s,`$1`)),(t=t.slice(2))[0]<`a`&&(t=t.toLowerCase()),n?e.addEventListener(t,o,a):e.removeEventListener(t,o,a));else{if(i==`http://www.w3.org/2000/svg`)t=t.replace(/xlink(H|:h)/,`h`).replace(/sName$/,`s`);else if(t!=`width`&&t!=`height`&&t!=`href`&&t!=`list`&&t!=`form`&&t!=`tabIndex`&&t!=`download`&&t!=`rowSpan`&&t!=`colSpan`&&t!=`role`&&t!=`popover`&&t in e)try{e[t]=n??``;return}catch{}if(typeof n==`function`)return;n==null||!1===n&&t[4]!=`-`?e.removeAttribute(t):e.setAttribute(t,t==`popover`&&n==1?``:n)}}function oe(t){return function(n){var r=this.__e;if(r){if(r=r[t],n[o]==null)n[o]=c++;else if(n[o]<this.__a[t])return;return r(e.event?e.event(n):n)}}}function se(t,n,r,i,a,o,s,c,l,u){var f,m,g,y,b,w,T,E,D,te,ne,re,ie,ae,oe,se,ue,fe,he=n.type;if(n.constructor!==d)return null;128&r.__u&&(l=32&r.__u,f=r.__c.__z)&&(n.__u|=l,m=o=[],f.nodeType==8?c=ce(f,o):o.push(f),c=o[0]||c),(f=e.__b)&&f(n);n:if(typeof he==`function`){g=s.length;try{if(E=n.props,D=(f=he.prototype)&&f.render,te=(f=he.contextType)&&i[f.__c],ne=f?te?te.props.value:f.__:i,(y=r.__c)?(n.__c=y,2&y.__g&&(y.__g|=1)):(D?n.__c=y=new he(E,ne):(n.__c=y=new S(E,ne),y.constructor=he,y.render=me),te&&te.sub(y),y.state||(y.state={}),y.__n=i,y.__g|=8,y.__h=[],y.__k=[]),D&&(y.__s||(y.__s=y.state),he.getDerivedStateFromProps&&(y.__s==y.state&&(y.__s=_({},y.__s)),_(y.__s,he.getDerivedStateFromProps(E,y.__s)))),b=y.props,w=y.state,y.__v=n,r.__c){if(E!==b&&D&&!he.getDerivedStateFromProps&&y.componentWillReceiveProps&&y.componentWillReceiveProps(E,ne),n.__v==r.__v&&!(8&y.__g)||!(4&y.__g)&&y.shouldComponentUpdate&&!1===y.shouldComponentUpdate(E,y.__s,ne)){n.__v!=r.__v&&(y.props=E,y.state=y.__s,y.__g&=-9),n.__e=r.__e,n.__k=r.__k,n.__k.some(function(e){e&&(e.__=n)}),p.push.apply(y.__h,y.__k),y.__k=[],y.__h.length&&s.push(y),c=C(r);break n}y.componentWillUpdate&&y.componentWillUpdate(E,y.__s,ne),D&&y.componentDidUpdate&&y.__h.push(function(){y.componentDidUpdate(b,w,T)})}else D&&!he.getDerivedStateFromProps&&y.componentWillMount&&y.componentWillMount(),D&&y.componentDidMount&&y.__h.push(y.componentDidMount);y.context=ne,y.props=E,y.__P=t,y.__g&=-5,re=e.__r,ie=D?25:0;do y.__g&=-9,re&&re(n),f=y.render(y.props,y.state=y.__s,y.context);while(8&y.__g&&++ie<25);D&&(p.push.apply(y.__h,y.__k),y.__k=[]),y.state=y.__s,y.getChildContext&&(i=_({},i,y.getChildContext())),D&&r.__c&&y.getSnapshotBeforeUpdate&&(T=y.getSnapshotBeforeUpdate(b,w)),ae=f&&f.type===x&&f.key==null?f.props.children:f,E.__P&&(f=c,a=(t=E.__P).namespaceURI,l=o=null,r.props&&r.props.__P!=t&&(r.__k.some(function(e){e&&pe(e,e)}),r.__k=null),c=r.__k?C(r,0):null),c=ee(t,h(ae)?ae:[ae],n,r,i,a,o,s,c,l,u),E.__P&&(n.__e=null,c=f),n.__u&=-161,m&&m.some(v),y.__h.length&&s.push(y),1&y.__g&&(y.__g&=-4)}catch(t){if(s.length=g,n.__v=null,l||o){if(t&&t.then){if(n.__u|=128|l,o){for(~(ue=o.indexOf(c||void 0))||(ue=o.length);(fe=o[ue-1])&&fe.nodeType==8;)ue--;for(;ue<o.length;ue++)if(fe=o[ue]){if(o[ue]=null,oe){if(fe==se)break}else{if(fe.nodeType!=8)break;fe.data.startsWith(`$s`)&&(se=ce(oe=fe))}}}if(!oe){for(;c&&c.nodeType==8&&c.nextSibling;)c=c.nextSibling;oe=c}(f=ce(oe=n.__c.__z||(n.__c.__z=oe)))?(n.__e=oe,c=f):n.__e=c,c&&=c.nextSibling}else o&&o.some(v)}else n.__e=r.__e;n.__k||=r.__k||[],t&&t.then||le(n),e.__e(t,n,r)}}else c=n.__e=de(r.__e,n,r,i,a,o,s,l,u,t);return(f=e.diffed)&&f(n),c}function ce(e,t){if(e&&e.nodeType==8&&e.data.startsWith(`$s`))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith(`$s`))n++;else if(e.data.startsWith(`/$s`)&&!--n)return e}t&&t.push(e)}}function le(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(le))}function ue(t,n,r){for(var i=0;i<r.length;)fe(r[i++],r[i++],r[i++]);e.__c&&e.__c(n,t),t.some(function(n){try{t=n.__h,n.__h=[],t.some(function(e){e.call(n)})}catch(t){e.__e(t,n.__v)}})}function de(t,n,r,i,a,o,s,c,l,u){var d,p,_,y,b,x,S,w,T=r.props||f,E=n.props,D=n.type;if(D==`svg`?a=`http://www.w3.org/2000/svg`:D==`math`?a=`http://www.w3.org/1998/Math/MathML`:a||=`http://www.w3.org/1999/xhtml`,o){for(d=0;d<o.length;d++)if((b=o[d])&&(D?b.localName==D:b.nodeType==3)){t=b,o[d]=null;break}}if(!t){if(w=u.ownerDocument||document,!D)return w.createTextNode(E);t=w.createElementNS(a,D,E.is?E:u),c&&=(e.__m&&e.__m(n,o),!1),o=null}if(D){if(u=D==`template`&&t.content||t,o=D==`textarea`&&E.defaultValue!=null?null:o&&g.call(u.childNodes),!c&&o)for(T={},d=0;d<t.attributes.length;d++)T[(b=t.attributes[d]).name]=b.value;for(d in T)b=T[d],d==`dangerouslySetInnerHTML`?_=b:d==`children`||d in E||d==`value`&&`defaultValue`in E||d==`checked`&&`defaultChecked`in E||ae(t,d,null,b,a);for(d in E)b=E[d],d==`children`?y=b:d==`dangerouslySetInnerHTML`?p=b:d==`value`?x=b:d==`checked`?S=b:c&&typeof b!=`function`||T[d]===b||ae(t,d,b,T[d],a);p?(c||_&&(p.__html==_.__html||p.__html==t.innerHTML)||(t.innerHTML=p.__html),n.__k=[]):(_&&(t.textContent=``),(D==`foreignObject`||a==`http://www.w3.org/1998/Math/MathML`&&m.test(D))&&(a=`http://www.w3.org/1999/xhtml`),ee(u,h(y)?y:[y],n,r,i,a,o,s,o?o[0]:r.__k&&C(r,0),c,l),o&&o.some(v)),c&&D!=`textarea`||(d=`value`,D==`progress`&&x==null?t.removeAttribute(d):x==null||x===t[d]&&(D!=`progress`||x)||ae(t,d,x,T[d],a),d=`checked`,S!=null&&S!=t[d]&&ae(t,d,S,T[d],a))}else T===E||c&&t.data==E||(t.data=E);return t}function fe(t,n,r,i){try{typeof t==`function`?n?n.__x=t(n)||1:(i&&=i.__c||i.__e)&&(n=i.__x)&&(i.__x=null,typeof n==`function`?n():t(null)):t.current=n}catch(t){e.__e(t,r)}}function pe(t,n,r){var i,a,o,s;if(e.unmount&&e.unmount(t),!(i=t.ref)||i.current&&i.current!=t.__e||fe(i,null,n,t),i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){e.__e(t,n)}i.__P=i.__n=null}if(i=t.__k)for(s=0;s<i.length;s++)i[s]&&pe(i[s],n,typeof t.type!=`function`||r&&!t.props.__P);!r&&(i=t.__c)&&(i=i.__z)&&(a=ce(i,o=[]))&&(i==t.__e&&o.some(v),v(a),v(i)),r||v(t.__e),t.__e=t.__c=t.__=null}function me(e,t,n){return this.constructor(e,n)}function he(t,n){var r,i,a,o;e.__&&e.__(t,n),n.nodeType==9&&(n=n.documentElement),i=(r=t&&32&t.__u)?null:n.__k,n.__k=b(x,{children:[t]}),a=[],o=[],se(n,n.__k,i||f,f,n.namespaceURI,i?null:n.firstChild?g.call(n.childNodes):null,a,i?i.__e:n.firstChild,r,o),ue(a,n.__k,o),n.__k.props.children=null}function ge(e){function t(e){var n,r;return this.getChildContext||(n=new Set,(r={})[t.__c]=this,this.getChildContext=function(){return r},this.shouldComponentUpdate=function(e){this.props.value!=e.value&&n.forEach(function(e){e.__g|=4,E(e)})},this.sub=function(e){n.add(e);var t=e.componentWillUnmount;e.componentWillUnmount=function(){n.delete(e),t&&t.call(e)}}),e.children}return t.__c=`__cC`+u++,t.__=e,t.Provider=(t.Consumer=function(e,t){return e.children(t)}).contextType=t,t}e={__e:function(e,t,n,r){for(var a,o,s;t=t.__;)if((a=t.__c)&&!(1&a.__g)){a.__g|=4;try{if((s=(o=a.constructor)&&o.getDerivedStateFromError)&&a.setState(o.getDerivedStateFromError(e)),a.componentDidCatch&&(a.componentDidCatch(e,r||{}),s=1),s&&8&a.__g)return void(a.__g|=2)}catch(t){e=t}}throw i=0,e}},t=0,S.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=_({},this.state)),typeof e==`function`&&(e=e(_({},n),this.props)),e&&(_(n,e),this.__v&&(t&&this.__k.push(t),E(this)))},S.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),E(this))},S.prototype.render=x,n=[],i=0,a=function(e,t){return e.__v.__b-t.__v.__b},o=Symbol(),s=/(PointerCapture)$|Capture$/i,c=0,l={},u=0;var _e,O,ve,ye,be=Object.is,xe=0,Se=[],Ce=[],k=e,we=k.__b,Te=k.__r,Ee=k.diffed,De=k.__c,Oe=k.unmount,ke=k.__;function Ae(e,t){k.__h&&k.__h(O,e,xe||t),xe=0;var n=O.__H||(O.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function A(e){return xe=1,je(We,e)}function je(e,t,n){var r=Ae(_e++,2);if(r.t=e,!r.__c&&(r.__=[n?n(t):We(void 0,t),function(e){var t=(r.__N||r.__)[0],n=r.t(t,e);be(t,n)||(r.__N=[n,r.__[1]],r.__c.setState({}))}],r.__c=O,!O.__f)){O.__f=!0;var i=O.shouldComponentUpdate;O.shouldComponentUpdate=function(e,t,n){var r=this.__H;if(!r)return!0;var a=!1,o=this.props!=e;if(r.__.some(function(e){e.__N&&(a=!0,be(e.__[0],e.__N[0])||(o=!0))}),i){var s=i.call(this,e,t,n);return a?s||o:s}return!a||o}}return r.__}function j(e,t){var n=Ae(_e++,3);!k.__s&&Ue(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,O.__H.__h.push(n))}function Me(e,t){var n=Ae(_e++,4);!k.__s&&Ue(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,O.__h.push(n))}function M(e){return xe=5,Ne(function(){return{current:e}},[])}function Ne(e,t){var n=Ae(_e++,7);return Ue(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Pe(e,t){return xe=8,Ne(function(){return e},t)}function Fe(e){var t=O.context[e.__c],n=Ae(_e++,9);return n.c=e,t?(n.__??(n.__=!0,t.sub(O)),t.props.value):e.__}function Ie(){var e=Ae(_e++,11);if(!e.__){for(var t=O.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__=`P`+n[0]+`-`+n[1]++}return e.__}function Le(){var e;do{for(;e=Ce.shift();)try{Ve(e)}catch(t){k.__e(t,{__:(e=e.__P)&&e.__v})}for(;e=Se.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Ve),t.__h.some(He),t.__h=[]}catch(n){t.__h=[],k.__e(n,e.__v)}}}while(Ce.length)}k.__b=function(e){O=null,we&&we(e)},k.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),ke&&ke(e,t)},k.__r=function(e){Te&&Te(e),_e=0;var t=(O=e.__c).__H;t&&(ve==O?O.__h=[]:(t.__h.some(Ve),t.__h.some(He),_e=0),t.__h=[],t.__.some(function(e){e.__N&&(e.__=e.__N),e.u=e.__N=void 0})),ve=O},k.diffed=function(e){Ee&&Ee(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Be(Se.push(t)),t.__H.__.some(function(e){e.u&&(e.__H=e.u)})),ve=O=null},k.__c=function(e,t){t.some(function(e){try{e.__h.some(Ve),e.__h=e.__h.filter(function(e){return!e.__||He(e)})}catch(t){e.__h=[function(){throw t}]}}),De&&De(e,t)},k.unmount=function(e){Oe&&Oe(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n&&=n.__c}r.__P=n,Be(Ce.push(r))}else Ve(r)}catch(e){t=e}}),r.__H=void 0,t&&k.__e(t,r.__v))};var Re=typeof requestAnimationFrame==`function`;function ze(e){var t,n=function(){clearTimeout(r),Re&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Re&&(t=requestAnimationFrame(n))}function Be(e){e!=1&&ye==k.requestAnimationFrame||((ye=k.requestAnimationFrame)||ze)(Le)}function Ve(e){var t=O,n=e.__c;typeof n==`function`&&(e.__c=void 0,n()),O=t}function He(e){var t=O;e.__c=e.__(),O=t}function Ue(e,t){return!e||e.length!=t.length||t.some(function(t,n){return!be(t,e[n])})}function We(e,t){return typeof t==`function`?t(e):t}var Ge={ADMINISTRATOR:[`Administrator`,`Everything but deleting the server.`],MANAGE_SERVER:[`Manage server`,`Rename it; webhooks, invitations, roles and members; read the audit log.`],MANAGE_CHANNELS:[`Manage channels`,`Create, change and delete channels.`],MANAGE_MESSAGES:[`Manage messages`,`Delete the messages of others.`],POST_MESSAGES:[`Post messages`,`And edit and delete one’s own.`]},Ke=Object.keys(Ge),qe=(e,t)=>e!==void 0&&(e.includes(`ADMINISTRATOR`)||t.every(t=>e.includes(t))),Je=[`UNREACHABLE`,`OVERLOADED`,`STORE_UNAVAILABLE`,`SHUTTING_DOWN`],Ye=class extends Error{code;fields;constructor(e,t,n=[]){super(t),this.code=e,this.fields=n}get passing(){return Je.includes(this.code)}},Xe=()=>new Ye(`UNREACHABLE`,`The server does not answer. Nothing is lost: try again in a moment.`),Ze=e=>e instanceof Ye?e:Xe(),Qe=`The answer cannot be read.`;function $e(e){let{message:t,extensions:n={}}=e[0]??{message:Qe};return tt(t,n,n.requestId)}function et(e){return tt(e.detail??Qe,e,e.code===`INTERNAL`?e.requestId:void 0)}function tt(e,{code:t=`INTERNAL`,errors:n=[]},r){let i=r?` Tell who runs this Chattr the number ${r}.`:``;return new Ye(t,(n.length>0?n.map(({field:e,message:t})=>`${at(e)} ${t??`is not valid`}.`).join(` `):nt(e))+i,n.map(({field:e})=>rt(e)))}var nt=e=>e.replace(/\b[A-Z]+(_[A-Z]+)*\b/g,e=>e in Ge?`“${Ge[e][0]}”`:e),rt=e=>e.split(`.`).at(-1)??e,it={content:`The message`,current:`Present password`,new:`New password`};function at(e){let t=it[rt(e)];if(t)return t;let n=rt(e).replace(/([a-z])([A-Z])/g,(e,t,n)=>`${t} ${n.toLowerCase()}`).replace(/\burl\b/,`URL`);return n.charAt(0).toUpperCase()+n.slice(1)}var ot=ge({seen:()=>{}}),st={CANCELLED:(e,t)=>`You are not signed in: you cancelled at ${e}, or it does not let you use Chattr. ${t}`,UNAUTHENTICATED:(e,t)=>`Signing in took too long, or began in another window. ${t}`,ACCOUNT_DISABLED:()=>`Your account is disabled; an administrator of this installation can enable it again.`,FORBIDDEN:e=>`${e} knows you, but you have no account here yet: ask somebody who is here for an invitation link. Or do you have one? Sign in to it, and link ${e} on its account page.`,NOT_FOUND:()=>`This invitation does not work any more: it was used up or revoked, or has expired. Ask for another.`,CONFLICT:(e,t)=>`Somebody took the name for your new account just now. ${t}`,LIMIT_REACHED:()=>`The server you are invited to is full. Tell who invited you.`,PROVIDER_UNAVAILABLE:(e,t)=>`${e} does not answer as it should. ${lt(t)} If it stays so, tell who runs this Chattr: the log says why.`},ct={CANCELLED:e=>`Nothing was linked: you cancelled at ${e}, or it does not let you use Chattr.`,SIGNED_OUT:()=>`Nothing was linked: you are not signed in any more. Sign in, and try again.`,UNAUTHENTICATED:(e,t)=>`Nothing was linked: it took too long, or you signed in anew meanwhile. ${t}`,CONFLICT:e=>`Nothing was linked: that account of ${e} signs in somebody else here. Use another one of yours, or have it unlinked there first.`,LIMIT_REACHED:e=>`Nothing was linked: you are linked to another account of ${e} already. Unlink that first.`,PROVIDER_UNAVAILABLE:(e,t)=>`Nothing was linked: ${e} does not answer as it should. ${lt(t)} If it stays so, tell who runs this Chattr: the log says why.`},lt=e=>e.replace(/\.$/,` in a moment.`),ut={link:e=>`Nothing was linked: something went wrong here. ${e}`,signIn:e=>`You are not signed in: something went wrong here. ${e}`},dt=(e,t,n)=>n?.code===`PROVIDER_UNAVAILABLE`?ft(e,n.code,t):n;function ft(e=`The provider`,t,n){let r=n===`link`,i=n===`invitation`?`Open the invitation link again.`:`Try again.`,a=(r?ct:st)[t]?.(e,i)??ut[r?`link`:`signIn`](i);return new Ye(`PROVIDER_${t}`,a)}function pt(){let[e,t]=A({busy:!1});async function n(n){if(!e.busy){t({busy:!0});try{let e=await n();return t({busy:!1}),e}catch(e){t({busy:!1,failure:Ze(e)});return}}}return{...e,run:n,clear:()=>t({busy:!1})}}var mt=Symbol.for(`pv`),ht=0;Array.isArray;function N(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:mt,__v:--ht,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}function gt({user:e,signIn:t,close:n}){let r=pt();return N(`main`,{class:`entrance`,children:[N(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),N(`h1`,{children:`Sign in with this link?`}),N(`p`,{class:`lead`,children:[`You are signed in as `,N(`bdi`,{children:e.name}),`.`]}),N(`section`,{class:`card`,children:[N(`p`,{children:`The link signs in whom it was made for, perhaps somebody else, and ends your session in this browser. Use it only if you have asked for it.`}),N(`div`,{class:`actions`,children:[N(`button`,{type:`button`,class:`primary`,onClick:n,children:`Stay signed in`}),N(`button`,{type:`button`,disabled:r.busy,onClick:()=>void r.run(t),children:`Sign in with the link`})]})]})]})}function _t({failure:e,user:t,start:n,goOn:r}){return e?N(x,{children:[N(`div`,{class:`problem`,role:`alert`,children:[N(`p`,{children:vt(e)}),t&&N(`p`,{children:[`You are still signed in as `,N(`bdi`,{children:t.name}),`.`]})]}),t&&N(`button`,{type:`button`,class:`primary wide`,onClick:r,children:`Go on`}),e.code===`UNREACHABLE`&&N(`button`,{type:`button`,class:`primary wide`,onClick:n,children:`Try again`})]}):null}function vt({code:e,message:t}){switch(e){case`UNAUTHENTICATED`:return`This sign-in link does not work any more: it was used already, was revoked or has expired.`;case`NOT_FOUND`:return`This invitation does not work any more: it was used up or revoked, or has expired. Ask for another.`;default:return t}}function P({failure:e,again:t}){return e?N(`div`,{class:`problem`,role:`alert`,children:[N(`p`,{children:e.message}),t&&N(`button`,{type:`button`,onClick:t,children:`Try again`})]}):null}async function yt(e,t,n){let r=await fetch(t,{method:e,headers:n?{"content-type":`application/json`}:{},body:n&&JSON.stringify(n)}).catch(()=>null);if(!r)throw Xe();let i=r.status===204?{}:await r.json().catch(()=>null);if(!i)throw Xe();if(!r.ok)throw et(i);return i}var bt=()=>yt(`GET`,`session`),xt=e=>yt(`POST`,`session`,{secret:e}),St=(e,t)=>yt(`POST`,`session`,{login:e,password:t}),Ct=e=>yt(`POST`,`sign-up`,e),wt=(e=!1)=>yt(`DELETE`,e?`session?everywhere=true`:`session`),Tt=e=>yt(`POST`,`invitation`,{secret:e}),Et=e=>yt(`POST`,`oidc/start`,{invitation:e??``}),Dt=e=>yt(`POST`,`oidc/start`,{link:!0,current:e}),Ot=(e,t)=>yt(`PUT`,`password`,{current:e,new:t}),kt=e=>/^#(sign-in|invite|linked|sign-in-error)=/.test(e);function At(){if(!kt(location.hash))return{invite:history.state?.invite};let e=new URLSearchParams(location.hash.slice(1)),t=t=>e.get(t)??void 0,n=t(`invite`);return history.replaceState(n?{invite:n}:null,``,location.pathname+location.search),{signIn:t(`sign-in`),invite:n,linked:e.has(`linked`),error:t(`sign-in-error`),flow:t(`flow`)}}var jt=()=>history.replaceState(null,``);function Mt({name:e,joining:t,invitation:n}){let r=pt();async function i(){let e=await r.run(()=>Et(n));e&&location.assign(e.url)}return N(`div`,{class:`openid`,children:[N(P,{failure:dt(e,`signIn`,r.failure)}),N(`button`,{type:`button`,class:`wide`,disabled:r.busy,onClick:i,children:N(`span`,{children:[t?`Continue`:`Sign in`,` with `,N(`bdi`,{children:e})]})}),N(`p`,{class:`or`,children:`or`})]})}function F({label:e,name:t,value:n,change:r,hint:i,failure:a,required:o,readOnly:s,autofocus:c,placeholder:l,type:u=`text`,autocomplete:d=`off`}){let f=Ie(),p=a?.fields.includes(t);return N(`div`,{class:`field`,children:[N(`label`,{for:f,children:[e,!o&&N(`span`,{class:`optional`,children:` (optional)`})]}),N(`input`,{id:f,name:t,type:u,value:n,required:o,readOnly:s,placeholder:l,autocomplete:d,autofocus:c,spellcheck:!1,dir:u===`text`?`auto`:void 0,"aria-invalid":p,"aria-describedby":i&&`${f}-hint`,onInput:e=>r(e.currentTarget.value)}),i&&N(`p`,{class:`hint`,id:`${f}-hint`,children:i})]})}function I({submit:e,action:t,busy:n,failure:r,cancel:i,done:a,children:o}){return N(`form`,{onSubmit:t=>(t.preventDefault(),e()),children:[o,N(P,{failure:r}),N(`div`,{class:`actions end`,children:[a!==void 0&&N(`span`,{class:`done`,role:`status`,children:!r&&!n&&a}),i&&N(`button`,{type:`button`,onClick:i,children:`Cancel`}),N(`button`,{type:`submit`,class:`primary`,disabled:n,children:t})]})]})}function Nt({enter:e}){let t=pt(),[n,r]=A(``),[i,a]=A(``);async function o(){let r=await t.run(()=>St(n,i));r?.user&&e(r.user)}return N(I,{submit:o,action:`Sign in`,busy:t.busy,failure:t.failure,children:[N(F,{label:`Name or e-mail`,name:`login`,value:n,change:r,failure:t.failure,required:!0,autocomplete:`username`}),N(F,{label:`Password`,name:`password`,type:`password`,value:i,change:a,failure:t.failure,required:!0,autocomplete:`current-password`})]})}async function Pt(e){try{return await navigator.clipboard.writeText(e),!0}catch{return Ft(e)}}function Ft(e){let t=document.createElement(`textarea`),n=document.activeElement;t.value=e,t.className=`out-of-sight`,(document.querySelector(`dialog[open]`)??document.body).append(t),t.select();let r=document.execCommand(`copy`);return t.remove(),n?.focus(),r}function It({text:e,label:t=`Copy`,primary:n=!1}){let[r,i]=A(``);return j(()=>{let e=r?setTimeout(()=>i(``),2e3):void 0;return()=>clearTimeout(e)},[r]),N(`button`,{type:`button`,class:n?`primary copy`:`copy`,onClick:async()=>i(await Pt(e)?`Copied`:`Select it and copy`),children:N(`span`,{"aria-live":`polite`,children:r||t})})}var Lt=`http://127.0.0.1:8080/`,Rt=new URL(`.`,location.href).href,zt=Rt===Lt?`chattr sign-in-link`:`chattr sign-in-link --public-url ${Rt.slice(0,-1)}`;function Bt(){return N(`section`,{class:`with-link`,children:[N(`h2`,{children:`Or with a link`}),N(`p`,{children:`For the first sign-in, and for a forgotten password: ask an administrator for a link, or print one on the machine that runs Chattr, in the directory and with the settings it runs with. It works once, within 24 hours.`}),N(`div`,{class:`command`,children:[N(`code`,{children:zt}),N(It,{text:zt})]})]})}function Vt({invited:e,enter:t}){let n=pt(),[r,i]=A(``),[a,o]=A(``),[s,c]=A(``);async function l(){let i=await n.run(()=>Ct({name:r,password:s,email:a.trim()||null,invitation:e?.secret}));i&&t(i.user,i.serverId)}return N(I,{submit:l,action:e?`Make an account and join`:`Make an account`,busy:n.busy,failure:n.failure,children:[N(F,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autocomplete:`username`,hint:`What others see.`}),N(F,{label:`Password`,name:`password`,type:`password`,value:s,change:c,failure:n.failure,required:!0,autocomplete:`new-password`,hint:`10 characters or more.`}),N(F,{label:`E-mail`,name:`email`,type:`email`,value:a,change:o,failure:n.failure,autocomplete:`email`,hint:`For signing in only: only administrators see it, and nothing is sent to it.`})]})}function Ht({way:e,failure:t,invited:n,enter:r,start:i,goOn:a}){let[o,s]=A(!n),c=!!n||e?.signUp===`open`,l=n?N(x,{children:[`Join `,N(`bdi`,{children:n.server})]}):`Chattr`;return N(`main`,{class:`entrance`,children:[N(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),N(`h1`,{children:l}),N(`p`,{class:`lead`,children:n?N(x,{children:[N(`bdi`,{children:n.creator}),` invites you to this server on Chattr.`]}):`A home for webhooks that post into text channels, seen live.`}),N(`section`,{class:`card`,children:[N(_t,{failure:t,user:e?.user??null,start:i,goOn:a}),e&&!e.user&&e.openIdName&&N(Mt,{name:e.openIdName,joining:!o,invitation:n?.secret}),e&&!e.user&&(o||!c?N(Nt,{enter:r}):N(Vt,{invited:n,enter:r}))]}),e&&!e.user&&c&&N(`p`,{class:`aside`,children:[o?`No account yet? `:`You have an account? `,N(`button`,{type:`button`,class:`as-link`,onClick:()=>s(!o),children:o?`Make one`:`Sign in`})]}),!n&&N(Bt,{})]})}var L=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new L(`
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
    `,{fragmentName:`WebhookEntry`});var Ut=new L(`
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
    `),Wt=new L(`
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
    `),Gt=new L(`
    mutation CreateAccessToken($input: CreateAccessTokenInput!) {
  createAccessToken(input: $input) {
    accessToken {
      id
      name
    }
    secret
  }
}
    `),Kt=new L(`
    mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {
  revokeAccessToken(input: $input) {
    accessToken {
      id
    }
  }
}
    `),qt=new L(`
    query Administers {
  viewer {
    managesAccounts
  }
}
    `),Jt=new L(`
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
}`),Yt=new L(`
    mutation UpdateAccount($input: UpdateAccountInput!) {
  updateAccount(input: $input) {
    account {
      enabled
      administrator
    }
  }
}
    `),Xt=new L(`
    mutation CreateSignInLink($input: CreateSignInLinkInput!) {
  createSignInLink(input: $input) {
    url
  }
}
    `),Zt=new L(`
    mutation RevokeSignInLinks($input: RevokeSignInLinksInput!) {
  revokeSignInLinks(input: $input) {
    account {
      signInLinkExpiresAt
    }
  }
}
    `),Qt=new L(`
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
}`),$t=new L(`
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
}`),en=new L(`
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
}`),tn=new L(`
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
}`),nn=new L(`
    mutation CreateChannel($input: CreateChannelInput!) {
  createChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),rn=new L(`
    mutation UpdateChannel($input: UpdateChannelInput!) {
  updateChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),an=new L(`
    mutation DeleteChannel($input: DeleteChannelInput!) {
  deleteChannel(input: $input) {
    channel {
      id
    }
  }
}
    `),on=new L(`
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
}`),sn=new L(`
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
}`),cn=new L(`
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
    `),ln=new L(`
    mutation CreateInvitation($input: CreateInvitationInput!) {
  createInvitation(input: $input) {
    invitation {
      id
    }
    url
  }
}
    `),un=new L(`
    mutation RevokeInvitation($input: RevokeInvitationInput!) {
  revokeInvitation(input: $input) {
    invitation {
      id
    }
  }
}
    `),dn=new L(`
    mutation RemoveMember($input: RemoveMemberInput!) {
  removeMember(input: $input) {
    member {
      id
    }
  }
}
    `),fn=new L(`
    mutation LeaveServer($input: LeaveServerInput!) {
  leaveServer(input: $input) {
    server {
      id
    }
  }
}
    `),pn=new L(`
    mutation TransferServer($input: TransferServerInput!) {
  transferServer(input: $input) {
    server {
      id
    }
  }
}
    `),mn=new L(`
    mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) {
    role {
      id
    }
  }
}
    `),hn=new L(`
    mutation UpdateRole($input: UpdateRoleInput!) {
  updateRole(input: $input) {
    role {
      id
    }
  }
}
    `),gn=new L(`
    mutation DeleteRole($input: DeleteRoleInput!) {
  deleteRole(input: $input) {
    role {
      id
    }
  }
}
    `),_n=new L(`
    mutation GiveRole($input: GiveRoleInput!) {
  giveRole(input: $input) {
    role {
      id
    }
  }
}
    `),vn=new L(`
    mutation TakeRole($input: TakeRoleInput!) {
  takeRole(input: $input) {
    role {
      id
    }
  }
}
    `),yn=new L(`
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
}`),bn=new L(`
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
}`),xn=new L(`
    mutation PostMessage($input: PostMessageInput!) {
  postMessage(input: $input) {
    message {
      id
    }
  }
}
    `),Sn=new L(`
    mutation EditMessage($input: EditMessageInput!) {
  editMessage(input: $input) {
    message {
      id
    }
  }
}
    `),Cn=new L(`
    mutation DeleteMessage($input: DeleteMessageInput!) {
  deleteMessage(input: $input) {
    message {
      id
    }
  }
}
    `),wn=new L(`
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
    `),Tn=new L(`
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
    `),En=new L(`
    mutation UnlinkIdentity($input: UnlinkIdentityInput!) {
  unlinkIdentity(input: $input) {
    viewer {
      signInMethods
    }
  }
}
    `),Dn=new L(`
    mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    server {
      id
    }
  }
}
    `),On=new L(`
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
}`),kn=new L(`
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
}`),An=new L(`
    mutation CreateServer($input: CreateServerInput!) {
  createServer(input: $input) {
    server {
      id
    }
  }
}
    `),jn=new L(`
    mutation UpdateServer($input: UpdateServerInput!) {
  updateServer(input: $input) {
    server {
      id
    }
  }
}
    `),Mn=new L(`
    mutation DeleteServer($input: DeleteServerInput!) {
  deleteServer(input: $input) {
    server {
      id
    }
  }
}
    `),Nn=new L(`
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
}`),Pn=new L(`
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
}`),Fn=new L(`
    mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),In=new L(`
    mutation UpdateWebhook($input: UpdateWebhookInput!) {
  updateWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),Ln=new L(`
    mutation DeleteWebhook($input: DeleteWebhookInput!) {
  deleteWebhook(input: $input) {
    webhook {
      id
    }
  }
}
    `),Rn=new L(`
    mutation RegenerateWebhookUrl($input: RegenerateWebhookUrlInput!) {
  regenerateWebhookUrl(input: $input) {
    webhook {
      id
    }
    url
  }
}
    `),zn=new L(`
    mutation TestWebhook($input: TestWebhookInput!) {
  testWebhook(input: $input) {
    message {
      id
    }
  }
}
    `);function Bn(){let e=new Set;return{tell:()=>[...e].forEach(e=>e()),listen:t=>(e.add(t),()=>void e.delete(t))}}var Vn=Bn(),Hn=Bn(),Un=Bn(),Wn=Bn(),Gn=Bn(),Kn={answers:!0,listen:Gn.listen};function qn(e){Kn.answers!==e&&(Kn.answers=e,Gn.tell())}var Jn=new URL(`graphql`,document.baseURI),Yn=2e4;async function Xn(e,t){try{let n=await Zn(e,t);return qn(!0),n}catch(e){throw qn(!e.passing),e}}async function Zn(e,t){let n=e.toString(),{data:r,errors:i=[]}=await Qn(JSON.stringify({query:n,variables:t}),/^\s*query\b/.test(n)?AbortSignal.timeout(Yn):void 0);if(i.some(e=>e.extensions?.code===`UNAUTHENTICATED`)&&Hn.tell(),!r)throw $e(i);return r}async function Qn(e,t){let n=await(await fetch(Jn,{method:`POST`,headers:{"content-type":`application/json`,accept:`application/graphql-response+json, application/json`},body:e,signal:t}).catch(()=>null))?.json().catch(()=>null);if(!n)throw Xe();if(n.data===void 0&&!Array.isArray(n.errors))throw et(n);return n}var $n=[`NOT_FOUND`,`FORBIDDEN`,`CONFLICT`];function R(e,t=!0){let n=pt();async function r(n){try{let r=await Xn(e,{input:n});return t&&Vn.tell(),r}catch(e){throw e instanceof Ye&&$n.includes(e.code)&&Vn.tell(),e}}return{...n,run:e=>n.run(()=>r(e))}}var er=[`channels`,`webhooks`,`members`,`roles`,`audit-log`,`settings`];function tr(e){let[t=``,n]=e.replace(/^#?\/?/,``).split(`?`),[r,i=``,a=`channels`,o]=t.split(`/`),s=new URLSearchParams(n).get(`channel`)??void 0;if(!r)return{page:`servers`};if(r===`tokens`||r===`account`)return{page:r};if(r===`accounts`)return{page:i===`audit-log`?`installationLog`:`accounts`};if(r===`channels`&&i)return{page:`channel`,channelId:i};if(r===`webhooks`&&i)return{page:`webhook`,webhookId:i};if(r===`servers`&&i&&a===`webhooks`&&o===`new`)return{page:`newWebhook`,serverId:i,channelId:s};let c=er.find(e=>e===a);return r===`servers`&&i&&c?{page:`server`,serverId:i,section:c}:{page:`missing`}}var z={servers:`#/`,tokens:`#/tokens`,account:`#/account`,accounts:`#/accounts`,installationLog:`#/accounts/audit-log`,server:(e,t=`channels`)=>`#/servers/${e}/${t}`,channel:e=>`#/channels/${e}`,webhook:e=>`#/webhooks/${e}`,newWebhook:(e,t)=>`#/servers/${e}/webhooks/new${t?`?channel=${t}`:``}`},nr=e=>void(location.hash=e);function rr(){let[e,t]=A(location.hash);return j(()=>{let e=()=>t(location.hash);return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),tr(e)}var ir=ge({id:``,name:``}),ar=()=>Fe(ir),B=(e,t)=>qe(e,[t]);function or({invited:e,close:t}){let n=ar(),r=R(Dn);async function i(){let n=await r.run({secret:e.secret});n&&(t(),nr(z.server(n.acceptInvitation.server.id)))}return N(`main`,{class:`entrance`,children:[N(`img`,{src:`assets/icon.svg`,alt:``,width:`48`,height:`48`}),N(`h1`,{children:[`Join `,N(`bdi`,{children:e.server})]}),N(`p`,{class:`lead`,children:[N(`bdi`,{children:e.creator}),` invites you to this server.`]}),N(`section`,{class:`card`,children:[N(`p`,{children:[`You are signed in as `,N(`bdi`,{children:n.name}),`.`]}),N(P,{failure:r.failure}),N(`div`,{class:`actions`,children:[N(`button`,{type:`button`,class:`primary`,disabled:r.busy,onClick:i,children:`Join`}),N(`button`,{type:`button`,onClick:t,children:`Not now`})]})]})]})}function V(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function sr(e){return V(e)===`object`}function cr(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function lr(e,t){return e.length<124?e:t}var H=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))(H||{}),U=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))(U||{});function ur(e){if(!sr(e))throw Error(`Message is expected to be an object, but got ${V(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${V(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!sr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${V(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!sr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${V(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${V(e.payload.query)}`);if(e.payload.variables!=null&&!sr(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${V(e.payload.variables)}`);if(e.payload.operationName!=null&&V(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${V(e.payload.operationName)}`);if(e.payload.extensions!=null&&!sr(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${V(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${V(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!sr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${V(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${V(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!cr(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${V(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function dr(e,t){return ur(typeof e==`string`?JSON.parse(e,t):e)}function fr(e,t){return ur(e),JSON.stringify(e,t)}function pr(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=hr,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!_r(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(fr({type:U.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof mr&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(fr(e?{type:U.ConnectionInit,payload:e}:{type:U.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close(H.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close(H.InternalClientError,lr(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=dr(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(fr(n.payload?{type:U.Pong,payload:n.payload}:{type:U.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==U.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close(H.BadResponse,lr(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(hr(e)&&(gr(e.code)||[H.InternalServerError,H.InternalClientError,H.BadRequest,H.BadResponse,H.Unauthorized,H.SubprotocolNotAcceptable,H.SubscriberAlreadyExists,H.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(hr(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function te(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case U.Next:t.next(e.payload);return;case U.Error:i=!0,r=!0,t.error(e.payload),a();return;case U.Complete:r=!0,a();return}});o.send(fr({id:n,type:U.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(fr({id:n,type:U.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:te,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=te(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new mr)}}}var mr=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function hr(e){return sr(e)&&`code`in e&&`reason`in e}function gr(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function _r(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var vr=Bn(),yr={open:!1,listen:vr.listen};function br(e){yr.open=e,vr.tell()}function xr(){let e=new URL(`graphql`,document.baseURI);return e.protocol=e.protocol===`https:`?`wss:`:`ws:`,e.href}var Sr=e=>e instanceof CloseEvent,Cr=4401,wr;function Tr(){return wr??=pr({url:xr(),retryAttempts:1/0,shouldRetry:e=>!(Sr(e)&&e.code===Cr),retryWait:e=>new Promise(t=>setTimeout(t,Math.min(500*2**e,5e3)*(.5+Math.random()))),on:{connected:()=>br(!0),closed:()=>br(!1)}})}function Er(){wr?.dispose(),wr=void 0}function Dr(e,t,n,r){return Tr().subscribe({query:e.toString(),variables:t},{next:({data:e,errors:t})=>e?n(e):r($e(t??[])),error:e=>r(Or(e)),complete:()=>{}})}function Or(e){return Array.isArray(e)?$e(e):Sr(e)?(e.code===Cr&&Hn.tell(),new Ye(`CLOSED`,`The stream was closed: ${e.code} ${e.reason}`)):new Ye(`INTERNAL`,`The stream broke off.`)}var W=Bn(),kr=2e4,Ar=3e3;function jr(e,t){j(W.tell,[e]),j(()=>{let e=[Fr(document,`click`,e=>Pr(e.target)&&W.tell()),Fr(document,`visibilitychange`,()=>Nr()&&W.tell()),Fr(window,`focus`,W.tell),Fr(window,`online`,W.tell),Fr(window,`offline`,()=>qn(!1)),Kn.listen(()=>Kn.answers&&W.tell()),yr.listen(()=>yr.open&&W.tell())];return()=>e.forEach(e=>e())},[]),j(()=>Mr(t),[t])}function Mr(e){let t,n=!1,r=()=>{clearTimeout(t),n||(t=window.setTimeout(i,(Kn.answers?kr:Ar)*(.75+Math.random()/2)))},i=()=>Nr()?void e().catch(()=>{}).then(r):r(),a=Kn.listen(r);return r(),()=>(n=!0,clearTimeout(t),a())}var Nr=()=>document.visibilityState===`visible`,Pr=e=>e instanceof Element&&e.closest(`a[href]`)?.href===location.href;function Fr(e,t,n){return e.addEventListener(t,n),()=>e.removeEventListener(t,n)}var Ir=new Map,Lr=Bn(),Rr=()=>(Ir.clear(),Lr.tell()),zr=()=>Ir.clear(),Br=new Map;Vn.listen(()=>Br.clear());function Vr(e,t){let n=Br.get(e);if(n)return n;let r=t().finally(()=>Br.get(e)===r&&Br.delete(e));return Br.set(e,r),r}var Hr=(e,t)=>JSON.stringify(Ir.get(e))===JSON.stringify(t);function Ur(e,t){return Hr(e,t)||Ir.set(e,t),Ir.get(e)}function Wr(e,t){let[n,r]=A({key:e,data:Ir.get(e)}),i=M({key:e,read:t,run:0});i.current.key=e,i.current.read=t;let a=Pe(()=>{let{key:e,read:t}=i.current,n=++i.current.run,a=t=>{i.current.run===n&&r(n=>Kr(n,t(n.key===e?n:{key:e})))};Vr(e,t).then(t=>a(()=>({key:e,data:Ur(e,t)})),t=>a(({data:n})=>({key:e,data:n,failure:n!==void 0&&t.passing?void 0:Gr(t)})))},[]),o=Pe(async()=>{let{key:e,read:t}=i.current;Hr(e,await t())||W.tell()},[e]);j(()=>(a(),()=>void i.current.run++),[e]),j(()=>Vn.listen(a),[]),j(()=>W.listen(a),[]);let s=n.key===e?n:{data:Ir.get(e),failure:void 0};return{data:s.data,failure:s.failure,reload:a,look:o}}function Gr(e){let t=Ze(e);return t.code===`UNREACHABLE`?new Ye(t.code,`The server does not answer. This is read as soon as it does.`):t}var Kr=(e,t)=>e.key===t.key&&e.data===t.data&&e.failure===t.failure?e:t,qr=new Promise(()=>{});function G(e,t){return Wr(e.toString()+JSON.stringify(t),()=>t?Xn(e,t):qr)}var Jr={hash:`M6.5 2 5 14M11 2 9.5 14M2.5 5.5h11M2 10.5h11`,webhook:`M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z`,settings:`M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 4.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0M7 11.5a1.5 1.5 0 1 0-3 0 1.5 1.5 0 0 0 3 0`,key:`M10.5 9a3.5 3.5 0 1 0-3.3-2.3L2 12v2h2.5v-1.5H6V11h1.5l1-1M11 5.5v.01`,play:`M4.5 3v10l8-5z`,people:`M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.8c1.6.5 2.5 1.8 2.5 3.7`,shield:`M8 1.5 13.5 4v4c0 3-2.2 5.5-5.5 6.5C4.7 13.5 2.5 11 2.5 8V4z`,list:`M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.01M2.5 8v.01M2.5 12v.01`,menu:`M2 4h12M2 8h12M2 12h12`,edit:`M10.5 3 13 5.5 6 12.5 3 13l.5-3z`,delete:`M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4`,back:`M9.5 3.5 5 8l4.5 4.5`,plus:`M8 3v10M3 8h10`,leave:`M6.5 2.5H3v11h3.5M7 8h7M11 5l3 3-3 3`,user:`M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5`};function K({name:e}){return N(`svg`,{class:`icon`,viewBox:`0 0 16 16`,width:`16`,height:`16`,"aria-hidden":`true`,fill:`none`,stroke:`currentColor`,"stroke-width":`1.5`,"stroke-linecap":`round`,"stroke-linejoin":`round`,children:N(`path`,{d:Jr[e]})})}var Yr=/^(avatars\/[0-9a-f]{32})\?of=\d+$/,Xr=6e4,Zr=new Map,Qr=new Map,$r=e=>Yr.exec(e??``)?.[1];function ei(e){let t=$r(e);if(!t||Date.now()<(Qr.get(t)??0)+Xr)return;let n=Zr.get(t)??e;return Zr.set(t,n),n}function ti(e){let t=$r(e);Qr.set(t,Date.now()),Zr.delete(t)}var ni=8;function ri({id:e,name:t,picture:n}){let[r,i]=A(),[,a]=A({}),o=ei(n);return N(`span`,{class:`avatar colour-${Number(e.slice(-6))%ni}`,"aria-hidden":`true`,children:[ii(t),o&&N(`img`,{src:o,alt:``,class:r===o?`loaded`:``,onLoad:()=>i(o),onError:()=>(ti(o),a({}))},o)]})}function ii(e){let t=e.split(/[^\p{L}\p{N}\p{M}\p{So}]+/u).filter(Boolean),n=e=>e?[...new Intl.Segmenter().segment(e)][0]?.segment??``:``;return(n(t[0])+(t.length>1?n(t.at(-1)):``)).toLocaleUpperCase()||`?`}var ai=new Intl.RelativeTimeFormat(void 0,{style:`short`}),oi=new Intl.DateTimeFormat(void 0,{dateStyle:`full`,timeStyle:`medium`}),si=new Intl.DateTimeFormat(void 0,{weekday:`long`,day:`numeric`,month:`long`,year:`numeric`}),ci=new Intl.DateTimeFormat(void 0,{timeStyle:`short`}),li=new Intl.DateTimeFormat(void 0,{dateStyle:`medium`}),ui=[[`day`,86400],[`hour`,3600],[`minute`,60]],di=1209600;function fi(e,t=Date.now()){let n=(Date.parse(e)-t)/1e3;if(Math.abs(n)<45)return`just now`;if(Math.abs(n)>di)return li.format(Date.parse(e));let[r,i]=ui.find(([,e])=>Math.abs(n)>=e)??[`minute`,60],a=n/i;return ai.format(a>0?Math.round(a):Math.trunc(a)||-1,r)}var pi=e=>new Date(Date.now()+e*864e5).toISOString(),mi=e=>oi.format(Date.parse(e)),hi=e=>ci.format(Date.parse(e)),gi=e=>si.format(Date.parse(e)),_i=Bn();setInterval(_i.tell,3e4);function q({at:e}){let[,t]=A({});return j(()=>_i.listen(()=>t({})),[]),N(`time`,{dateTime:e,title:mi(e),children:fi(e)})}function vi({title:e,close:t,once:n=!1,children:r}){let i=M(null),a=M(!1),o=Ie();return Me(()=>{let e=i.current,t=document.activeElement;return e.showModal(),()=>{e.close(),queueMicrotask(()=>t?.isConnected&&t.focus({preventScroll:!0}))}},[]),N(`dialog`,{ref:i,"aria-labelledby":o,onCancel:e=>(e.preventDefault(),n||t()),onMouseDown:e=>e.target===i.current&&!n&&!a.current&&t(),onInput:()=>void(a.current=!0),onKeyDown:e=>n&&e.key===`Escape`&&e.preventDefault(),children:N(`div`,{class:`dialog`,children:[N(`h2`,{id:o,children:e}),r]})})}function J({title:e,action:t,danger:n=!0,busy:r,failure:i,confirm:a,close:o,children:s}){return N(vi,{title:e,close:o,children:[N(`div`,{class:`explain`,children:s}),N(P,{failure:i}),N(`div`,{class:`actions end`,children:[N(`button`,{type:`button`,onClick:o,children:`Cancel`}),N(`button`,{type:`button`,class:n?`danger`:`primary`,disabled:r,onClick:a,children:t})]})]})}var yi={input:{enabled:!1},danger:!0,when:`Has left, or must not get in for now?`,action:`Disable account`,title:`Disable`,end:``,happens:[`They are signed out everywhere at once, and their access tokens stop working. Nothing signs them in until the account is enabled again.`,`Their servers, webhooks and messages stay, and the webhooks go on posting. Invitation links that they know still let somebody in: revoke those on the servers’ pages.`]},bi={input:{enabled:!0},danger:!1,when:`Should get in again?`,action:`Enable account`,title:`Enable`,end:``,happens:[`They can sign in again, and their access tokens work again; sign-in links from before do not.`]},xi={input:{administrator:!0},danger:!1,when:`Should look after this installation, too?`,action:`Make administrator`,title:`Make`,end:` an administrator`,happens:[`They may do everything on every server, see all accounts and their e-mail addresses, and disable and promote others, you too.`]},Si={input:{administrator:!1},danger:!0,when:`Should no longer look after this installation?`,action:`Remove as administrator`,title:`Remove`,end:` as administrator`,happens:[`They keep the servers they own or are members of, and lose all others within a second. Sign-in links that they made for others no longer work.`]},Ci=({administrator:e,enabled:t})=>[e?Si:xi,t?yi:bi];function wi({label:e,value:t}){return N(`div`,{class:`secret`,children:[N(`input`,{readOnly:!0,value:t,"aria-label":e,onFocus:e=>e.currentTarget.select()}),N(It,{text:t,primary:!0})]})}function Ti({title:e,label:t,secret:n,close:r,children:i}){return N(vi,{title:e,close:r,once:!0,children:[N(`p`,{class:`explain`,children:[`It is shown this once. `,i]}),N(wi,{label:t,value:n}),N(`div`,{class:`actions end`,children:N(`button`,{type:`button`,onClick:r,children:`Done`})})]})}function Ei({user:e,close:t}){let n=R(Xt),[r,i]=A(``);async function a(){let t=await n.run({userId:e.id});t&&i(t.createSignInLink.url)}return r?N(Ti,{title:`Copy the link now`,label:`Sign-in link`,secret:r,close:t,children:[`Give it to `,N(`bdi`,{children:e.name}),` and nobody else, where only they can read it: whoever opens it first is signed in as them.`]}):N(J,{title:`Make a sign-in link for ${e.name}?`,action:`Make a link`,danger:!1,busy:n.busy,failure:n.failure,confirm:a,close:t,children:[N(`p`,{children:`It signs them in once, within 24 hours. On their Account page they can then, for an hour, choose a new password without the old one.`}),N(`p`,{children:`An older one that an administrator made for them no longer works.`}),N(`p`,{children:`That you made it is written into the log.`})]})}function Di({user:e,close:t}){let n=R(Zt);return N(J,{title:`Revoke the sign-in links of ${e.name}?`,action:`Revoke links`,busy:n.busy,failure:n.failure,confirm:async()=>await n.run({userId:e.id})&&t(),close:t,children:[N(`p`,{children:`Links that were made for them and not used yet no longer work. Who has signed in with one stays signed in.`}),N(`p`,{children:`That you revoked them is written into the log.`})]})}function Oi({account:e,close:t}){let[n,r]=A(),{name:i}=e.user;if(n===`link`)return N(Ei,{user:e.user,close:t});if(n===`revoke`)return N(Di,{user:e.user,close:t});if(n)return N(ki,{account:e,change:n,close:t});let a=Ci(e);return N(vi,{title:i,close:t,children:[N(`ul`,{class:`choices-of`,children:[e.enabled&&N(`li`,{children:[N(`p`,{children:`Cannot sign in, or has forgotten the password?`}),N(`button`,{type:`button`,onClick:()=>r(`link`),children:`Make a sign-in link…`})]}),e.signInLinkExpiresAt&&N(`li`,{children:[N(`p`,{children:`A link was made that nobody should use any more?`}),N(`button`,{type:`button`,onClick:()=>r(`revoke`),children:`Revoke sign-in links…`})]}),a.map(e=>N(`li`,{children:[N(`p`,{children:e.when}),N(`button`,{type:`button`,class:e.danger?`danger`:``,onClick:()=>r(e),children:[e.action,`…`]})]},e.action))]}),N(`div`,{class:`actions end`,children:N(`button`,{type:`button`,onClick:t,children:`Cancel`})})]})}function ki({account:e,change:t,close:n}){let r=R(Yt);return N(J,{title:`${t.title} ${e.user.name}${t.end}?`,action:t.action,danger:t.danger,busy:r.busy,failure:r.failure,confirm:async()=>await r.run({userId:e.user.id,...t.input})&&n(),close:n,children:t.happens.map(e=>N(`p`,{children:e},e))})}function Ai({account:e}){let t=ar(),[n,r]=A(!1),i=M(null),a=M(!1);j(()=>{a.current&&!n&&i.current?.focus({preventScroll:!0}),a.current=n},[n]);let{user:o,email:s,administrator:c,enabled:l,lastSignedInAt:u,signInLinkExpiresAt:d}=e;return N(`li`,{class:`row`,children:[N(ri,{id:o.id,name:o.name}),N(`span`,{class:`row-text`,children:[N(`span`,{class:`row-head`,children:[N(`bdi`,{class:`row-title`,children:o.name}),o.id===t.id&&N(`span`,{class:`row-detail`,children:`you`}),c&&N(`span`,{class:`tag strong`,children:`Administrator`}),!l&&N(`span`,{class:`tag off`,children:`Disabled`})]}),s&&N(`span`,{class:`row-detail`,children:N(`bdi`,{children:s})}),N(`span`,{class:`row-detail`,children:u?N(x,{children:[`Signed in `,N(q,{at:u})]}):`Never signed in`}),d&&N(`span`,{class:`row-detail`,children:[`A sign-in link works until `,N(q,{at:d})]})]}),o.id!==t.id&&N(`button`,{type:`button`,ref:i,class:`small`,onClick:()=>r(!0),children:[`Manage`,N(`span`,{class:`out-of-sight`,children:[` `,N(`bdi`,{children:o.name})]})]}),n&&N(Oi,{account:e,close:()=>r(!1)})]})}function Y(e,t,n,r=!1){return Ni(e.toString()+JSON.stringify(t),r,async r=>{let i=n(await Xn(e,{...t,after:r}));return i?{items:Mi(i),more:i.pageInfo.hasNextPage,cursor:i.pageInfo.endCursor}:null})}function ji(e,t,n){return Ni(e.toString()+JSON.stringify(t),!1,async r=>{let i=n(await Xn(e,{...t,before:r}));return i?{items:Mi(i).reverse(),more:i.pageInfo.hasPreviousPage,cursor:i.pageInfo.startCursor}:null})}var Mi=({edges:e})=>e.map(({node:e})=>e);function Ni(e,t,n){let[r,i]=A({key:e,pages:1}),a=t?1/0:r.key===e?r.pages:1,o=Wr(`${e} ${a}`,()=>Pi(n,a)),s=M({key:e});return(o.data!==void 0||s.current.key!==e)&&(s.current={key:e,data:o.data}),{...o,data:s.current.data,showMore:()=>i({key:e,pages:a+1})}}async function Pi(e,t){let n=[],r=null;for(let i=0;i<t;i++){let t=await e(r);if(!t)return null;if(n.push(...t.items),!t.more)return{items:n,more:!1};r=t.cursor}return{items:n,more:!0}}function X({title:e,children:t}){return N(`div`,{class:`empty`,children:[N(`h2`,{children:e}),t]})}function Fi({rows:e=3}){return N(`div`,{class:`loading`,role:`status`,children:[N(`span`,{class:`out-of-sight`,children:`Loading…`}),Array.from({length:e},(e,t)=>N(`div`,{class:`bone`},t))]})}function Ii({list:e}){return e.data?.more?N(`button`,{type:`button`,class:`more`,onClick:e.showMore,children:`Show more`}):null}function Z({title:e,action:t,children:n}){return Li(e),N(`header`,{class:`page-head`,children:[N(`div`,{children:[N(`h1`,{children:N(`bdi`,{children:e})}),n&&N(`p`,{class:`lead`,children:n})]}),t]})}function Li(e){j(()=>void(document.title=e?`${e} · Chattr`:`Chattr`),[e])}var Ri=ge({}),zi=()=>Fe(Ri),Bi=new Map;Lr.listen(()=>Bi.clear());function Vi(e,t,n){Bi.set(t,{name:e,serverId:n})}function Hi(e){let t=G(tn,e.page===`channel`?{id:e.channelId}:null),n=G(Pn,e.page===`webhook`?{id:e.webhookId}:null),r=t.data?.channel??n.data?.webhook,i=e.page===`channel`?e.channelId:e.page===`webhook`?e.webhookId:void 0,a=t.data?.channel?.server??n.data?.webhook?.channel.server;r&&a&&Vi(r.name,r.id,a.id);let o=t.data?.channel===null||n.data?.webhook===null,s=`serverId`in e?e.serverId:o?Bi.get(i)?.serverId:void 0,c=G(kn,s?{id:s}:null),l=s?c.data?.server:i&&!o?a:null;l&&Vi(l.name,l.id,l.id);let u=l===null&&s!==void 0;j(()=>void(u&&zr()),[u]);let d=G(qt,s||i?null:{}),f=s?c:e.page===`channel`?t:e.page===`webhook`?n:d;return{server:l,serverName:s&&Bi.get(s)?.name,name:i&&Bi.get(i)?.name,look:f.look}}function Ui(e){let t=M(e);return e!==void 0&&(t.current=e),t.current}function Q({what:e=`page`}){let{server:t,serverName:n,name:r}=zi();return e!==`page`&&t===void 0?null:t&&(e===`server`||e===`webhook`&&!B(t.viewerPermissions,`MANAGE_SERVER`))?N(Wi,{server:t}):t&&e===`channel`?N(X,{title:`#${r} was deleted`,children:[N(`p`,{children:`Its messages went with it.`}),N(Ki,{server:t})]}):t&&e===`webhook`?N(X,{title:`The webhook ${r} was deleted`,children:[N(`p`,{children:`Its URL works no more. What it posted stays.`}),N(Ki,{server:t})]}):n?N(X,{title:`You are no longer a member of ${n}`,children:[N(`p`,{children:`You were removed from the server, or it was deleted.`}),N(qi,{})]}):N(X,{title:`There is no such ${e}`,children:[N(`p`,{children:`It may have been deleted, or you may not see it.`}),N(qi,{})]})}function Wi({server:e}){return N(X,{title:`You may not see this page`,children:[N(`p`,{children:N(Gi,{permission:`MANAGE_SERVER`,server:e})}),N(Ki,{server:e})]})}function Gi({permission:e,server:t}){return N(x,{children:[`It needs the permission “`,Ge[e][0],`”; ask `,N(`bdi`,{children:t.owner.name}),`, who owns the server, for a role that has it.`]})}var Ki=({server:e})=>N(`a`,{class:`button`,href:z.server(e.id),children:[`Go to `,N(`bdi`,{children:e.name})]}),qi=()=>N(`a`,{class:`button`,href:z.servers,children:`Go to your servers`}),Ji=250;function Yi(){let[e,t]=A(``),n=Xi(e.trim()),r=Y(Jt,{search:n},({accounts:e})=>e),i=M(r.data);if(r.data===null)return N(Q,{});r.data&&(i.current=r.data);let a=i.current?.items;return N(`div`,{class:`page`,children:[N(Z,{title:`Accounts`,action:N(`a`,{class:`button`,href:z.installationLog,children:`Audit log`}),children:`Everybody who has an account here.`}),N(`input`,{class:`search`,type:`search`,"aria-label":`Search accounts`,placeholder:`Name or e-mail`,autocomplete:`off`,spellcheck:!1,maxLength:254,value:e,onInput:e=>t(e.currentTarget.value)}),N(P,{failure:r.failure,again:r.reload}),!a&&!r.failure&&N(Fi,{rows:5}),N(`div`,{role:`status`,children:r.data?.items.length===0&&N(X,{title:`Nobody found`,children:N(`p`,{children:[`No account has “`,n,`” in its name or e-mail address.`]})})}),N(`ul`,{class:`list`,children:a?.map(e=>N(Ai,{account:e},e.user.id))}),N(Ii,{list:r})]})}function Xi(e){let[t,n]=A(e);return j(()=>{let t=setTimeout(()=>n(e),Ji);return()=>clearTimeout(t)},[e]),t}function Zi({has:e,changed:t}){let n=pt(),r=ar(),[i,a]=A(``),[o,s]=A(``),[c,l]=A(!1);async function u(){let e=await n.run(()=>Ot(i||null,o));l(!!e),e&&(a(``),s(``),t())}return N(`section`,{class:`card`,children:[N(`h2`,{children:e?`Change the password`:`Set a password`}),N(`p`,{children:e?`Your other sessions are signed out. Access tokens stay until they are revoked.`:`So far you sign in without one.`}),N(I,{submit:u,action:e?`Change password`:`Set password`,busy:n.busy,failure:n.failure,done:c&&`The password is changed.`,children:[N(`input`,{type:`text`,name:`username`,value:r.name,autocomplete:`username`,hidden:!0,readOnly:!0}),e&&N(F,{label:`Present password`,name:`current`,type:`password`,value:i,change:a,failure:n.failure,autocomplete:`current-password`,hint:`Not needed within an hour after signing in with a link.`}),N(F,{label:`New password`,name:`new`,type:`password`,value:o,change:s,failure:n.failure,required:!0,autocomplete:`new-password`,hint:`10 characters or more.`})]})]})}function Qi({name:e,hasPassword:t}){let n=pt(),r=ar(),[i,a]=A(!1),[o,s]=A(``);async function c(){let e=await n.run(()=>Dt(o||null));e&&location.assign(e.url)}let l=()=>(a(!1),s(``),n.clear());return N(x,{children:[N(`button`,{type:`button`,class:`small`,onClick:()=>a(!0),children:`Link…`}),i&&N(vi,{title:`Link ${e}`,close:l,children:[N(`p`,{class:`explain`,children:[`You go to `,N(`bdi`,{children:e}),`, sign in there, and come back. From then on you can sign in here with it.`]}),N(I,{submit:c,action:`Continue`,busy:n.busy,failure:dt(e,`link`,n.failure),cancel:l,children:[N(`input`,{type:`text`,name:`username`,value:r.name,autocomplete:`username`,hidden:!0,readOnly:!0}),t&&N(F,{label:`Present password`,name:`current`,type:`password`,value:o,change:s,failure:n.failure,autocomplete:`current-password`,hint:`Not needed within an hour after signing in with a link.`})]})]})]})}function $i({name:e,state:t,children:n}){return N(`li`,{class:`method`,children:[N(`span`,{class:`grow`,children:[N(`b`,{children:N(`bdi`,{children:e})}),N(`span`,{class:`row-detail`,children:t})]}),n]})}function ea({issuer:e,name:t,done:n}){let r=R(En),[i,a]=A(!1);return N(x,{children:[N(`button`,{type:`button`,class:`small`,onClick:()=>a(!0),children:`Unlink…`}),i&&N(J,{title:`Unlink ${t}?`,action:`Unlink`,busy:r.busy,failure:r.failure,confirm:async()=>await r.run({issuer:e})&&(a(!1),n()),close:()=>(a(!1),r.clear()),children:[N(`p`,{children:[`You can no longer sign in with `,N(`bdi`,{children:t}),`, until you link it again. Your other sessions are signed out.`]}),N(`p`,{children:`Your account, your servers and your access tokens stay.`})]})]})}function ta({viewer:e}){let{name:t,issuer:n,seen:r,...i}=Fe(ot),[a]=A(i.back),[o,s]=A(``);j(r,[]);let c=e.identities??[],l=e.signInMethods?.includes(`PASSWORD`)??!1,u=c.some(({issuer:e})=>e===n),d=e=>t&&e===n?t:na(e);return!t&&c.length===0&&!o?null:N(`section`,{class:`card methods`,children:[N(`h2`,{children:`Ways to sign in`}),N(`p`,{children:`Beside links, which whoever runs this Chattr can print for you.`}),!o&&N(P,{failure:a?.failure}),N(`p`,{class:`done`,role:`status`,children:o||a&&!a.failure&&`Linked. From now on you can sign in with ${t}.`}),N(`ul`,{children:[N($i,{name:`Password`,state:l?`Set. Change it below`:`Not set. Set one below`}),c.map(({issuer:e,createdAt:t})=>N($i,{name:d(e),state:N(x,{children:[`Linked `,N(q,{at:t}),e!==n&&`, but not in use here any more`]}),children:N(ea,{issuer:e,name:d(e),done:()=>s(`Unlinked. You no longer sign in with ${d(e)}.`)})},e)),t&&!u&&N($i,{name:t,state:`Not linked`,children:N(Qi,{name:t,hasPassword:l})})]})]})}var na=e=>URL.canParse(e)?new URL(e).hostname:e,ra="You have no password. Without one you come back only by another sign-in link, from an administrator or `chattr sign-in-link`.",ia=()=>Xn(wn,{}).then(({viewer:e})=>e.signInMethods?.length===0,()=>!1);function aa({byLinkOnly:e}){let t=pt(),[n,r]=A(!1);return N(`section`,{class:`card`,children:[N(`h2`,{children:`Sign out everywhere`}),N(`p`,{children:`Ends all your sessions, this one too. Access tokens stay until they are revoked.`}),N(`div`,{class:`actions`,children:N(`button`,{type:`button`,onClick:()=>r(!0),children:`Sign out everywhere…`})}),n&&N(J,{title:`Sign out everywhere?`,action:`Sign out everywhere`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run(()=>wt(!0))&&Un.tell(),close:()=>(r(!1),t.clear()),children:[N(`p`,{children:`Every browser where you are signed in is signed out, this one too.`}),e&&N(`p`,{children:"You have no password. Without one you come back only by another sign-in link, from an administrator or `chattr sign-in-link`."})]})]})}function oa(){let{data:e,failure:t,reload:n}=G(wn,{});return N(`div`,{class:`page narrow`,children:[N(Z,{title:`Account`}),N(P,{failure:t,again:n}),!e&&!t&&N(Fi,{}),e&&N(x,{children:[N(ca,{viewer:e.viewer}),N(ta,{viewer:e.viewer}),N(Zi,{has:e.viewer.signInMethods?.includes(`PASSWORD`)??!1,changed:n}),N(aa,{byLinkOnly:e.viewer.signInMethods?.length===0})]})]})}var sa=`owner`;function ca({viewer:e}){let t=R(Tn),[n,r]=A(e.user.name),[i,a]=A(e.email??``),[o,s]=A(!1),c=e.user.name===sa;async function l(){let r=await t.run({name:n,email:i.trim()||null});s(!!r),r&&n!==e.user.name&&Wn.tell()}return N(`section`,{class:`card`,children:N(I,{submit:l,action:`Save`,busy:t.busy,failure:t.failure,done:o&&`Saved.`,children:[N(F,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autocomplete:`username`,readOnly:c,hint:c?`The first user keeps this name: the owner token acts as it.`:`What others see. Messages keep the name they were posted under.`}),N(F,{label:`E-mail`,name:`email`,type:`email`,value:i,change:a,failure:t.failure,autocomplete:`email`,hint:`For signing in only: only administrators see it, and nothing is sent to it.`})]})})}function la({list:e,rows:t,empty:n,children:r}){let i=e.data?.items;return N(x,{children:[N(P,{failure:e.failure,again:e.reload}),!i&&!e.failure&&N(Fi,{rows:t}),i?.length===0&&n,N(`ul`,{class:`list`,children:i?.map(r)}),N(Ii,{list:e})]})}function ua({label:e,value:t,change:n,options:r,hint:i}){let a=Ie();return N(`div`,{class:`field`,children:[N(`label`,{for:a,children:e}),N(`select`,{id:a,value:t,"aria-describedby":i&&`${a}-hint`,onChange:e=>n(e.currentTarget.value),children:r.map(([e,t])=>N(`option`,{value:e,children:t},e))}),i&&N(`p`,{class:`hint`,id:`${a}-hint`,children:i})]})}function da({choice:e,choose:t,missing:n}){let r=Ie(),i=n=>({type:`radio`,name:r,checked:e.only===n,onChange:()=>t({...e,only:n})});return N(`fieldset`,{children:[N(`legend`,{children:`Channels`}),N(`label`,{class:`check`,children:[N(`input`,{...i(!0)}),`Only these`]}),e.only&&N(fa,{ticked:e.ticked,tick:n=>t({...e,ticked:n})}),n&&N(`p`,{class:`hint wrong`,role:`alert`,children:`Tick at least one channel, or choose all of them.`}),N(`label`,{class:`check`,children:[N(`input`,{...i(!1)}),N(`span`,{children:[`All channels, also future ones `,N(`span`,{class:`hint`,children:`And what is yours besides: servers, members, webhooks.`})]})]})]})}function fa({ticked:e,tick:t}){let{data:n}=G(Wt,{}),r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]);return N(`div`,{class:`choices`,children:(n?.viewer.servers.edges.map(({node:e})=>e)??[]).flatMap(({id:t,name:n,channels:i})=>[N(`p`,{class:`hint`,children:N(`bdi`,{children:n})},t),...i.edges.map(({node:t})=>N(`label`,{class:`check`,children:[N(`input`,{type:`checkbox`,checked:e.includes(t.id),onChange:()=>r(t.id)}),`#`,N(`bdi`,{children:t.name})]},t.id))])})}var pa=[[`7`,`7 days`],[`30`,`30 days`],[`90`,`90 days`],[`365`,`1 year`],[``,`Never`]];function ma({close:e}){let t=R(Gt),[n,r]=A(``),[i,a]=A(`90`),[o,s]=A(!0),[c,l]=A({only:!0,ticked:[]}),[u,d]=A(!1),[f,p]=A(``),m=e=>(l(e),d(!1));async function h(){if(c.only&&c.ticked.length===0)return d(!0);let e=i?pi(Number(i)):null,r=await t.run({name:n,expiresAt:e,readOnly:o,channelIds:c.only?[...c.ticked]:null});r&&p(r.createAccessToken.secret)}return f?N(Ti,{title:`Copy the token now`,label:`Access token`,secret:f,close:e,children:[`Send it as `,N(`code`,{children:`Authorization: Bearer …`}),`, and keep it like a password.`]}):N(vi,{title:`New access token`,close:e,children:N(I,{submit:h,action:`Create token`,busy:t.busy,failure:t.failure,cancel:e,children:[N(F,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`status page`,hint:`What it is for.`}),N(ua,{label:`Expires`,value:i,change:a,options:pa}),N(`label`,{class:`check`,children:[N(`input`,{type:`checkbox`,checked:o,onChange:e=>s(e.currentTarget.checked)}),N(`span`,{children:[`Read only `,N(`span`,{class:`hint`,children:`It can watch and query, and change nothing. A page on the web needs no more.`})]})]}),N(da,{choice:c,choose:m,missing:u})]})})}function ha(){let e=Y(Ut,{},({viewer:e})=>e.accessTokens),[t,n]=A(!1),r=N(`button`,{type:`button`,class:`primary`,onClick:()=>n(!0),children:`New token`});return N(`div`,{class:`page`,children:[N(Z,{title:`Access tokens`,action:e.data?.items.length?r:void 0,children:`A token lets a program act as you, within the bounds you set.`}),N(la,{list:e,empty:N(X,{title:`No access token yet`,children:[N(`p`,{children:`A page that shows a channel needs one that only reads, bound to that channel.`}),r]}),children:e=>N(ga,{token:e},e.id)}),t&&N(ma,{close:()=>n(!1)})]})}function ga({token:e}){let t=R(Kt),[n,r]=A(!1),i=e.expiresAt!==null&&Date.parse(e.expiresAt)<Date.now();return N(`li`,{class:`row`,children:[N(`span`,{class:`row-text`,children:[N(`span`,{class:`row-head`,children:[N(`bdi`,{class:`row-title`,children:e.name}),e.readOnly?N(`span`,{class:`tag`,children:`Read only`}):N(`span`,{class:`tag strong`,children:`Can write`}),i&&N(`span`,{class:`tag off`,children:`Expired`})]}),N(`span`,{class:`row-detail`,children:[e.channels?e.channels.map(({id:e,name:t},n)=>N(`span`,{children:[n>0&&`, `,`#`,N(`bdi`,{children:t})]},e)):`All channels, also future ones`,` · `,e.lastUsedAt?N(x,{children:[`used `,N(q,{at:e.lastUsedAt})]}):`never used`,` · `,e.expiresAt?N(x,{children:[i?`expired`:`expires`,` `,N(q,{at:e.expiresAt})]}):`never expires`]})]}),N(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),children:`Revoke…`}),n&&N(J,{title:`Revoke ${e.name}?`,action:`Revoke token`,busy:t.busy,failure:t.failure,close:()=>r(!1),confirm:()=>void t.run({accessTokenId:e.id}),children:N(`p`,{children:`Programs that use it are refused at once, and their open streams end. This cannot be undone.`})})]})}var _a=e=>({before:t,after:n},r)=>t===null?[`gave ${e} to`,...r]:[`${n===null?`removed`:`changed`} the ${e.replace(/^an? /,``)} of`,...r],va={name:({after:e},t)=>[`renamed`,...t,`to`,{name:e??``}],topic:_a(`a topic`),avatarUrl:_a(`an avatar`),channelId:({after:e},t)=>[`moved`,...t,`to`,{channel:e??``}],permissions:(e,t)=>[`changed the permissions of`,...t],enabled:({after:e},t,n)=>[e===`true`?`enabled`:`disabled`,...n===`USER`?[`the account of`]:[],...t],administrator:({after:e},t)=>e===`true`?[`made`,...t,`an administrator of this installation`]:[`took the administration of this installation from`,...t]};function ya({kind:e,name:t},n,r){let i=n.field===`name`?n.before??t:t,a=e===`USER`?[{name:i}]:r?[`it`]:[`the ${e.toLowerCase()}`,{name:i}];return va[n.field]?.(n,a,e)??[`changed ${Ta(n.field)} of`,...a]}function ba({changes:e}){return e.flatMap(e=>{if(e.field===`permissions`)return[Sa(e)];let{field:t,before:n,after:r}=e;return xa.includes(t)?[]:[[`${Ta(t)}:`,...n===null?[]:[{name:n},`→`],r===null?`nothing`:{name:r}]]})}var xa=[`name`,`channelId`,`enabled`,`administrator`,`owner`,`roles`,`issuer`];function Sa({before:e,after:t}){let[n,r]=[Ca(e),Ca(t)],i=(e,t)=>t.length>0?[`${e} ${t.map(wa).join(`, `)}`]:[];return[`permissions: ${[...i(`added`,r.filter(e=>!n.includes(e))),...i(`removed`,n.filter(e=>!r.includes(e)))].join(`, `)}`]}var Ca=e=>e?.split(`, `).filter(Boolean)??[],wa=e=>Ge[e]?.[0]??e,Ta=e=>e.replace(/Id$/,``).replace(/([A-Z])/g,` $1`).toLowerCase().replace(/\burl\b/,`URL`),$=({target:e})=>[{name:e.name}],Ea=({changes:[e]},t)=>({name:e?.[t]??``}),Da=({target:e,changes:t})=>t.flatMap((t,n)=>[...n>0?[`and`]:[],...ya(e,t,n>0)]),Oa={SERVER_CREATED:e=>[`made the server`,...$(e)],SERVER_UPDATED:Da,SERVER_DELETED:e=>[`deleted the server`,...$(e)],SERVER_TRANSFERRED:e=>[`handed the server over`,...ka(e),`to`,Ea(e,`after`)],CHANNEL_CREATED:e=>[`made the channel`,...$(e)],CHANNEL_UPDATED:Da,CHANNEL_DELETED:e=>[`deleted the channel`,...$(e)],WEBHOOK_CREATED:e=>[`made the webhook`,...$(e)],WEBHOOK_UPDATED:Da,WEBHOOK_URL_REGENERATED:e=>[`gave a new URL to the webhook`,...$(e)],WEBHOOK_DELETED:e=>[`deleted the webhook`,...$(e)],MEMBER_JOINED:()=>[`joined`],MEMBER_LEFT:()=>[`left`],MEMBER_REMOVED:e=>[`removed the member`,...$(e)],ROLE_CREATED:e=>[`made the role`,...$(e)],ROLE_UPDATED:Da,ROLE_DELETED:e=>[`deleted the role`,...$(e)],ROLE_GIVEN:e=>[`gave`,...$(e),`the role`,Ea(e,`after`)],ROLE_TAKEN:e=>[`took the role`,Ea(e,`before`),`from`,...$(e)],INVITATION_CREATED:({target:e})=>[`made`,e.name],INVITATION_REVOKED:({target:e})=>[`revoked`,e.name],ACCOUNT_UPDATED:Da,SIGN_IN_LINK_CREATED:e=>[`made a sign-in link for`,...$(e)],SIGN_IN_LINKS_REVOKED:e=>[`revoked the sign-in links of`,...$(e)],ACCOUNT_LINKED:e=>[`linked their account to the provider`,Ea(e,`after`)],ACCOUNT_UNLINKED:e=>[`unlinked their account from the provider`,Ea(e,`before`)]},ka=e=>{let t=Ea(e,`before`);return t.name===``||t.name===e.actorName?[]:[`from`,t]},Aa=e=>Oa[e.action]?.(e)??[`${e.action.toLowerCase().replaceAll(`_`,` `)}:`,...$(e)];function ja({list:e,children:t}){return N(la,{list:e,rows:6,empty:N(X,{title:`Nothing yet`,children:N(`p`,{children:t})}),children:e=>N(Ma,{entry:e},e.id)})}function Ma({entry:e}){let{actor:t,actorName:n,createdAt:r}=e;return N(`li`,{class:`row`,children:[N(ri,{id:t?.id??`0`,name:n}),N(`span`,{class:`row-text`,children:[N(`span`,{children:[N(`bdi`,{class:`row-title`,children:n}),` `,N(Na,{of:Aa(e),names:`row-title`})]}),ba(e).map((e,t)=>N(`span`,{class:`row-detail`,children:N(Na,{of:e})},t))]}),N(`span`,{class:`row-aside`,children:N(q,{at:r})})]})}function Na({of:e,names:t}){return e.map((e,n)=>N(x,{children:[n>0&&` `,typeof e==`string`?e:`channel`in e?N(Pa,{id:e.channel,name:t}):N(`bdi`,{class:t,children:e.name})]},n))}function Pa({id:e,name:t}){let{data:n}=G(tn,{id:e});return n?.channel===null?`a channel that is gone`:N(`bdi`,{class:t,children:[`#`,n?.channel.name]})}function Fa({serverId:e}){let t=ji(Qt,{serverId:e},({server:e})=>e?.auditLog);return t.data===null?N(Q,{what:`server`}):N(`div`,{class:`page`,children:[N(Z,{title:`Audit log`,children:`Who did what on this server, newest first.`}),N(ja,{list:t,children:`Each change of channels, webhooks and the server itself is written down here.`})]})}var Ia=new Map;Lr.listen(()=>Ia.clear());var La=()=>Array.from(crypto.getRandomValues(new Uint8Array(16)),e=>e.toString(16).padStart(2,`0`)).join(``),Ra=e=>({content:e,key:La()}),za=e=>Ia.get(e)??Ra(``);function Ba(e,t){t.content?Ia.set(e,t):Ia.delete(e)}function Va({label:e,value:t,change:n,send:r,cancel:i,placeholder:a,autofocus:o,disabled:s}){let c=M(null);Me(()=>{let{style:e}=c.current;e.height=`auto`,e.height=`${c.current.scrollHeight+2}px`},[t]),j(()=>{o&&(c.current.focus(),c.current.selectionStart=t.length)},[]);function l(e){if(e.key===`Escape`&&i)return i();e.key!==`Enter`||e.shiftKey||e.isComposing||(e.preventDefault(),r())}return N(`textarea`,{ref:c,rows:1,value:t,"aria-label":e,placeholder:a,disabled:s,onInput:e=>n(e.currentTarget.value),onKeyDown:l})}var Ha=4e3,Ua=()=>matchMedia(`(pointer: fine)`).matches;function Wa({channel:e,mayPost:t}){let[n,r]=A(()=>za(e.id)),i=R(xn,!1),{content:a,key:o}=n,s=Ha-[...a.trim()].length;function c(t){Ba(e.id,t),r(t)}function l(e){c(Ra(e)),i.failure&&i.clear()}async function u(){if(!t||i.busy||!a.trim()||s<0||(c(Ra(``)),await i.run({channelId:e.id,content:a,idempotencyKey:o})))return;let r=za(e.id).content;c(r?Ra(`${a}\n${r}`):n)}let d=`Message #${e.name}`;return N(`form`,{class:`composer`,onSubmit:e=>(e.preventDefault(),void u()),children:[t&&N(P,{failure:i.failure}),N(`div`,{class:`composer-row`,children:[N(Va,{label:d,placeholder:t?i.busy?`Sending…`:d:`You may not post here`,value:a,change:l,send:u,autofocus:t&&Ua(),disabled:!t}),N(`button`,{type:`submit`,class:`primary`,disabled:!t||i.busy||!a.trim()||s<0,children:`Send`})]}),!t&&N(`p`,{class:`hint`,role:`status`,children:[`You may not post here. `,N(Gi,{permission:`POST_MESSAGES`,server:e.server})]}),t&&s<500&&N(`p`,{class:`hint ${s<0?`wrong`:``}`,role:`status`,children:[Ga(Math.abs(s)),` `,s<0?`too long`:`left`]})]})}var Ga=e=>`${e} ${e===1?`character`:`characters`}`,Ka=e=>e.replace(/^\s*#/,``);function qa({channel:e,serverId:t,close:n}){let r=R(rn),i=R(an),[a,o]=A(e.name),[s,c]=A(e.topic??``),[l,u]=A(!1);return l?N(J,{title:`Delete #${e.name}?`,action:`Delete channel`,busy:i.busy,failure:i.failure,confirm:async()=>await i.run({channelId:e.id})&&nr(z.server(t)),close:n,children:N(`p`,{children:`All its messages are deleted, and the URLs of its webhooks stop working at once. This cannot be undone.`})}):N(vi,{title:`Edit channel`,close:n,children:[N(I,{submit:async()=>await r.run({channelId:e.id,name:Ka(a),topic:s.trim()||null})&&n(),action:`Save`,busy:r.busy,failure:r.failure,cancel:n,children:[N(F,{label:`Name`,name:`name`,value:a,change:o,failure:r.failure,required:!0,autofocus:!0}),N(F,{label:`Topic`,name:`topic`,value:s,change:c,failure:r.failure})]}),N(`button`,{type:`button`,class:`danger quiet`,onClick:()=>u(!0),children:`Delete channel…`})]})}function Ja({loaded:e,connected:t,failed:n}){let[r,i]=n?[`off`,`Stopped`]:e?t?[`on`,`Live`]:[`busy`,`Reconnecting…`]:[`busy`,`Loading…`];return N(`span`,{class:`live ${r}`,role:`status`,children:i})}var Ya=25,Xa=0,Za=e=>({id:++Xa,messages:e});function Qa(e){let t=[];for(let n=0;n<e.length;n+=Ya)t.push(Za(e.slice(n,n+Ya)));return t}var $a=(e,t)=>[...Qa(t),...e];function eo(e,t){if(ao(e,t.id)>=0)return e;let n=e.at(-1);return!n||n.messages.length>=Ya?[...e,Za([t])]:[...e.slice(0,-1),{id:n.id,messages:[...n.messages,t]}]}var to=(e,t)=>io(e,t.id,e=>e.map(e=>e.id===t.id?t:e)),no=(e,t)=>io(e,t,e=>e.filter(e=>e.id!==t)).filter(({messages:e})=>e.length>0);function ro(e,t){let n=new Set(t.slice(-2).flatMap(({messages:e})=>e.map(({id:e})=>e))),r=e.slice(e.findLastIndex(e=>e.messages.some(({id:e})=>n.has(e)))).flatMap(e=>e.messages);return r.length-1-r.findLastIndex(({id:e})=>n.has(e))}function io(e,t,n){let r=ao(e,t);return r<0?e:e.map((e,t)=>t===r?{id:e.id,messages:n(e.messages)}:e)}var ao=(e,t)=>e.findLastIndex(({messages:e})=>e.some(e=>e.id===t));function oo(e){class t extends S{shouldComponentUpdate(e){let t=this.props;return Object.entries(e).some(([e,n])=>t[e]!==n)}render(){return y(e,this.props)}}return t}var so=3,co=/^\s{0,3}[-*+]\s+(?=\S)/,lo=/^\s{0,3}(\d{1,9})[.)]\s+(?=\S)/,uo=/^#{1,6}\s+(?=\S)/,fo=/^\s{0,3}>\s?/,po=/^\s{0,3}```/;function mo(e,t=0){let n=e.split(/\r\n|\r|\n/),r=[],i=0,a=e=>{let t=i;for(;i<n.length&&e.test(n[i]);)i++;return n.slice(t,i).map(t=>t.replace(e,``))};for(;i<n.length;){let e=n[i],o=po.test(e)?n.findIndex((e,t)=>t>i&&po.test(e)):-1;o>0?(r.push({kind:`code`,text:n.slice(i+1,o).join(`
`)}),i=o+1):fo.test(e)&&t<so?r.push({kind:`quote`,blocks:mo(a(fo).join(`
`),t+1)}):co.test(e)?r.push({kind:`list`,start:null,items:a(co)}):lo.test(e)?r.push({kind:`list`,start:Number(lo.exec(e)[1]),items:a(lo)}):uo.test(e)?r.push({kind:`heading`,lines:[n[i++].replace(uo,``)]}):e.trim()===``?i++:r.push({kind:`paragraph`,lines:go(n,()=>n[i++],()=>i)})}return r}var ho=e=>[fo,co,lo,uo,po].some(t=>t.test(e));function go(e,t,n){let r=[t()];for(;n()<e.length&&e[n()].trim()!==``&&!ho(e[n()]);)r.push(t());return r}var _o=/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2000-\u200a\u202f\u205f]/gu,vo=/[\u202d\u202e]/,yo=/[\u00b7\u0387\u0660\u06d4\u06f0\u0701\u0702\u2022\u2027\u2219\u22c5\u2e31\u2e33\u3002\u30fb\ua4f8\ua60e\u{10a50}\u{1d16d}]/gu,bo=/[\u02d0\u02f8\u0589\u05c3\u0703\u0704\u0903\u0a83\u16ec\u1803\u1809\u205a\u2236\ua4fd\ua789]/gu,xo=/[\u1735\u2041\u2044\u2215\u2571\u27cb\u29f8\u2cc6\u2f03\u3033\u30ce\u31d3\u4e3f\u{1d23a}]/gu,So=e=>e.replace(_o,``).normalize(`NFKC`).replace(_o,``).replace(yo,`.`).replace(bo,`:`).replace(xo,`/`).toLowerCase(),Co=/(?:https?|ftp|mailto):|:\/\/|^[^\p{L}\p{N}]*\/\//u,wo=/(?<![^/]\/)(?<![\p{L}\p{N}\p{M}._-])(?:(?:[\p{L}\p{N}\p{M}_-]+\.)+[\p{L}\p{M}]{2,}|\d{1,3}(?:\.\d{1,3}){3})(?![\p{L}\p{N}\p{M}_-])/gu,To=/^[^\p{L}\p{N}]*(?:https?:\/\/)?([^/?#\\:@]+)(?::\d+)?(?:[/?#].*)?$/u,Eo=/^[^.]+\.(?:md|py|sh)$|\.(?:cfg|conf|cpp|cs|css|csv|deb|exe|gz|html?|ini|java|jpe?g|js|json|jsx|kts?|lock|log|mjs|mod|pdf|php|png|rb|rpm|s[ac]ss|sql|sum|svg|swift|tar|tmpl|toml|tsx?|txt|vue|xml|ya?ml)$/;function Do(e,t){let n=new URL(t).hostname;return vo.test(e)||So(e).split(/\s+/).some(e=>Oo(e,n))}function Oo(e,t){if(ko(t,To.exec(e)?.[1]??``))return!1;let n=(e.match(wo)??[]).filter(e=>!Eo.test(e));return Co.test(e)||n.some(e=>!ko(t,e))}function ko(e,t){let n=`http://${t.replace(/^www\./,``).replace(/[^\p{L}\p{N}\p{M}]+$/u,``)}/`,r=URL.canParse(n)?new URL(n).hostname:``;return r!==``&&(e===r||e.endsWith(`.${r}`))}function Ao(e){let t=URL.canParse(e)?new URL(e):null;return t&&(t.protocol===`https:`||t.protocol===`http:`)&&!t.username&&!t.password?t.href:null}var jo=/https?:\/\/(?:(?!\]\()[^\s<>"`])+/y;function Mo(e,t){if(t>0&&/[\p{L}\p{N}_]/u.test(e[t-1]))return null;jo.lastIndex=t;let n=jo.exec(e)?.[0]??``;for(;/[.,;:!?'*_~\]]$/.test(n)||n.endsWith(`)`)&&!n.includes(`(`);)n=n.slice(0,-1);let r=Ao(n);return r?{text:n,href:r}:null}var No=/\[([^[\]\n]{1,300})\]\(<?(https?:\/\/[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/y;function Po(e,t){No.lastIndex=t;let[n,r=``,i=``]=No.exec(e)??[],a=n?Ao(i):null;return n&&a?{length:n.length,label:r,href:a}:null}var Fo=6,Io=[[`**`,`strong`],[`__`,`strong`],[`~~`,`strike`],[`*`,`emphasis`],[`_`,`emphasis`]],Lo=/[\\`*_~[]|https?:\/\//g;function Ro(e,t=0){let n=[],r=``,i=0;for(;i<e.length;){Lo.lastIndex=i;let a=Lo.exec(e)?.index??e.length;if(r+=e.slice(i,a),i=a,i===e.length)break;let o=t<Fo?zo(e,i,t):null;o?.node.kind===`text`?r+=o.node.text:o?(r&&n.push({kind:`text`,text:r}),r=``,n.push(o.node)):r+=e[i],i+=o?.length??1}return r&&n.push({kind:`text`,text:r}),n}function zo(e,t,n){switch(e[t]){case`\\`:return/[!-/:-@[-`{-~]/.test(e[t+1]??``)?{length:2,node:{kind:`text`,text:e[t+1]}}:null;case"`":return Bo(e,t);case`[`:return Vo(e,t,n);case`h`:return Wo(e,t);default:return qo(e,t,n)}}function Bo(e,t){let n=/^`+/.exec(e.slice(t))[0],r=e.indexOf(n,t+n.length);if(r<0)return{length:n.length,node:{kind:`text`,text:n}};let i=e.slice(t+n.length,r);return i.trim()?{length:r+n.length-t,node:{kind:`code`,text:i.trim()}}:null}function Vo(e,t,n){let r=Po(e,t);if(!r)return null;let i=Ro(r.label,n+1).flatMap(Ho);return Do(i.map(Uo).join(``),r.href)?null:{length:r.length,node:{kind:`link`,href:r.href,children:i}}}function Ho(e){if(!(`children`in e))return[e];let t=e.children.flatMap(Ho);return e.kind===`link`?t:[{...e,children:t}]}var Uo=e=>`children`in e?e.children.map(Uo).join(``):e.text;function Wo(e,t){let n=Mo(e,t);return n&&{length:n.text.length,node:{kind:`link`,href:n.href,children:[{kind:`text`,text:n.text}]}}}var Go=e=>e!==void 0&&/[\p{L}\p{N}_]/u.test(e),Ko=e=>e===void 0||/\s/.test(e);function qo(e,t,n){for(let[r,i]of Io){let a=t+r.length;if(!e.startsWith(r,t)||Ko(e[a])||r[0]===`_`&&Go(e[t-1]))continue;let o=Jo(e,r,a);if(o>a)return{length:o+r.length-t,node:{kind:i,children:Ro(e.slice(a,o),n+1)}}}return null}function Jo(e,t,n){for(let r=e.indexOf(t,n+1);r>0;r=e.indexOf(t,r+1)){let n=e[r+t.length];if((t.length!==1||n!==t&&e[r-1]!==t)&&!Ko(e[r-1])&&!(t[0]===`_`&&Go(n)))return r}return-1}var Yo=oo(function({text:e}){return N(`div`,{class:`markdown`,dir:`auto`,children:mo(e).map(Xo)})});function Xo(e){switch(e.kind){case`code`:return N(`pre`,{tabIndex:0,dir:`ltr`,children:N(`code`,{children:e.text})});case`quote`:return N(`blockquote`,{children:e.blocks.map(Xo)});case`list`:{let t=e.items.map(e=>N(`li`,{children:Zo(e)}));return e.start===null?N(`ul`,{children:t}):N(`ol`,{start:e.start,children:t})}default:{let t=e.lines.flatMap((e,t)=>t===0?Zo(e):[N(`br`,{}),...Zo(e)]);return N(`p`,{class:e.kind===`heading`?`heading`:void 0,children:t})}}}var Zo=e=>Ro(e).map(Qo);function Qo(e){switch(e.kind){case`text`:return e.text;case`code`:return N(`code`,{children:e.text});case`link`:return N(`a`,{href:e.href,title:e.href,target:`_blank`,rel:`noopener noreferrer nofollow ugc`,children:e.children.map(Qo)});default:{let t={strong:`strong`,emphasis:`em`,strike:`del`}[e.kind];return N(t,{children:e.children.map(Qo)})}}}function $o(){return N(`span`,{class:`badge`,children:[N(K,{name:`webhook`}),`Webhook`]})}function es({message:e,close:t}){let[n,r]=A(e.content),i=R(Sn),a=async()=>(n===e.content||await i.run({messageId:e.id,content:n}))&&t();return N(`form`,{class:`edit-message`,onSubmit:e=>(e.preventDefault(),void a()),children:[N(Va,{label:`Message`,value:n,change:r,send:a,cancel:t,autofocus:!0}),N(P,{failure:i.failure}),N(`div`,{class:`actions`,children:[N(`button`,{type:`submit`,class:`primary small`,disabled:i.busy,children:`Save`}),N(`button`,{type:`button`,class:`small`,onClick:t,children:`Cancel`})]})]})}function ts({message:e,rights:t,edit:n}){let[r,i]=A(!1),a=R(Cn),o=e.author.kind===`USER`&&e.author.id===t.userId&&t.post;return!o&&!t.manage?null:N(x,{children:[N(`div`,{class:`message-actions`,children:[o&&N(`button`,{type:`button`,class:`plain`,onClick:n,title:`Edit`,children:[N(K,{name:`edit`}),N(`span`,{class:`out-of-sight`,children:`Edit message`})]}),N(`button`,{type:`button`,class:`plain`,onClick:()=>i(!0),title:`Delete`,children:[N(K,{name:`delete`}),N(`span`,{class:`out-of-sight`,children:`Delete message`})]})]}),r&&N(J,{title:`Delete this message?`,action:`Delete message`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({messageId:e.id})&&i(!1),close:()=>i(!1),children:N(`p`,{children:`Its text is gone at once, for everybody and for good.`})})]})}function ns({message:e,newDay:t,continued:n,rights:r}){let[i,a]=A(!1),{author:o,content:s,createdAt:c,editedAt:l}=e;return N(x,{children:[t&&N(`p`,{class:`day`,children:N(`span`,{children:gi(c)})}),N(`article`,{class:`message ${n?`continued`:``}`,tabIndex:-1,children:[n?N(`span`,{class:`clock`,title:mi(c),"aria-hidden":!0,children:hi(c)}):N(ri,{id:o.id,name:o.name,picture:o.avatarPath}),N(`div`,{class:`message-body`,children:[N(`header`,{class:n?`out-of-sight`:``,children:[N(`bdi`,{class:`author`,children:o.name}),o.kind===`WEBHOOK`&&N($o,{}),N(q,{at:c})]}),i?N(es,{message:e,close:()=>a(!1)}):N(Yo,{text:s}),l&&!i&&N(`span`,{class:`edited`,title:`Edited ${mi(l)}`,children:`edited`})]}),r&&!i&&N(ts,{message:e,rights:r,edit:()=>a(!0)})]})]})}var rs=oo(function({block:e,previous:t,rights:n,sight:r}){let i=M(null),[a,o]=A(null);return j(()=>{let e=i.current;return r.watch(e,t=>o(t?null:t=>t??e.getBoundingClientRect().height))},[]),a===null?N(`div`,{ref:i,class:`block`,children:e.messages.map((r,i)=>{let a=i===0?t:e.messages[i-1],o=!a||gi(a.createdAt)!==gi(r.createdAt);return N(ns,{message:r,newDay:o,continued:!o&&as(a,r),rights:n},r.id)})}):N(`div`,{ref:i,class:`block`,style:{height:`${a}px`}})}),is=3e5;function as(e,t){let[n,r]=[e.author,t.author];return n.kind===r.kind&&n.id===r.id&&n.name===r.name&&$r(n.avatarPath)===$r(r.avatarPath)&&Date.parse(t.createdAt)-Date.parse(e.createdAt)<is}var os=48,ss=5,cs=class{atEnd=!0;scroller;list;scrolled=0;anchors=[];sizes;attach(e,t,n){this.scroller=e,this.list=t,this.sizes=new ResizeObserver(()=>{this.restore(),requestAnimationFrame(n)}),this.sizes.observe(t),this.sizes.observe(e),this.toEnd()}detach(){this.sizes?.disconnect()}note(){let{scrollTop:e,scrollHeight:t,clientHeight:n}=this.scroller;this.atEnd=t-e-n<os,this.scrolled=e;let r=ls(this.scroller),i=ds(this.list.children,r);this.anchors=us((i&&ds(i.children,r))??i).map(e=>({element:e,top:ls(e)}))}restore(){let e=this.since();if(this.atEnd&&e>-1)return this.toEnd();let t=this.anchors.find(({element:e})=>e.isConnected),n=t?ls(t.element)-t.top+e:0;Math.abs(n)>=.5&&(this.scroller.scrollTop+=n),this.note()}since(){let{scrollTop:e,scrollHeight:t,clientHeight:n}=this.scroller;return e<this.scrolled&&e+n>t-1?0:e-this.scrolled}toEnd(){this.atEnd=!0,this.scroller.scrollTop=this.scroller.scrollHeight,this.scrolled=this.scroller.scrollTop}},ls=e=>e.getBoundingClientRect().top;function us(e){let t=[];for(let n=e;n&&t.length<ss;n=n.nextElementSibling??n.closest(`.block`)?.nextElementSibling??null)t.push(n);return t}function ds(e,t){let n=0,r=e.length;for(;n<r;){let i=n+r>>1;e[i].getBoundingClientRect().bottom>t?r=i:n=i+1}return e[n]??null}var fs=1e3,ps=class{scroller;list;tell=new Map;near=new Set;attach(e,t){this.scroller=e,this.list=t}watch(e,t){return this.tell.set(e,t),this.near.add(e),()=>{this.tell.delete(e),this.near.delete(e)}}look(){if(!this.scroller||!this.list)return;let{top:e,bottom:t}=this.scroller.getBoundingClientRect(),n=this.near;this.near=new Set(ms(this.list,e-fs,t+fs).filter(e=>this.tell.has(e)));for(let e of n)this.near.has(e)||this.tell.get(e)?.(!1);for(let e of this.near)n.has(e)||this.tell.get(e)?.(!0)}};function ms(e,t,n){let r=[];for(let i=ds(e.children,t);i&&i.getBoundingClientRect().top<n;i=i.nextElementSibling)r.push(i);return r}var hs=3e3;function gs({blocks:e,hasOlder:t,loadingOlder:n,loadOlder:r,rights:i}){let a=M(null),o=M(null),s=Ne(()=>new cs,[]),c=Ne(()=>new ps,[]),[l,u]=A(null);Me(()=>(c.attach(a.current,o.current),s.attach(a.current,o.current,()=>c.look()),()=>s.detach()),[]),Me(()=>s.restore(),[e]);function d(){s.note(),c.look(),u(s.atEnd?null:t=>t??e),t&&!n&&a.current.scrollTop<hs&&r()}function f(){d(),requestAnimationFrame(()=>c.look())}function p(e){![`Home`,`End`].includes(e.key)||e.target instanceof HTMLTextAreaElement||(e.preventDefault(),e.key===`End`?s.toEnd():a.current.scrollTop=0)}j(d,[e,t,n]);let m=l?ro(e,l):0;return N(`div`,{class:`messages`,children:[N(`div`,{class:`scroller`,ref:a,onScroll:f,onKeyDown:p,tabIndex:0,role:`region`,"aria-label":`Messages`,children:N(`div`,{children:[N(`p`,{class:`beginning`,children:t?`Older messages are on their way…`:`This is where the channel begins.`}),N(`div`,{ref:o,children:e.map((t,n)=>N(rs,{block:t,previous:e[n-1]?.messages.at(-1),rights:i,sight:c},t.id))})]})}),l&&N(`button`,{type:`button`,class:`to-end ${m?`unseen`:``}`,onClick:()=>s.toEnd(),children:m===0?`To the newest ↓`:m===1?`1 new message ↓`:`${m} new messages ↓`})]})}var _s=()=>document.visibilityState===`visible`;function vs(){let[e,t]=A(0);return j(()=>{let e=()=>_s()&&t(0);return document.addEventListener(`visibilitychange`,e),()=>document.removeEventListener(`visibilitychange`,e)},[]),[e,()=>_s()||t(e=>e+1)]}var ys={blocks:[],loaded:!1,older:null,loadingOlder:!1},bs=50,xs=50,Ss=[`CURSOR_EXPIRED`,`CURSOR_FORKED`],Cs=class{state=ys;stopWatching=()=>{};ended=!1;channelId;show;arrived;constructor(e,t,n){this.channelId=e,this.show=t,this.arrived=n}set(e){this.ended||(this.state={...this.state,...e},this.show(this.state))}start=async()=>{this.stopWatching(),this.set({failure:void 0});try{let e=await this.read(bs,null);this.set({blocks:$a([],e.messages),loaded:!0,older:e.older}),this.ended||this.follow(e.resumeCursor)}catch(e){this.set({failure:Ze(e)})}};stop=()=>{this.ended=!0,this.stopWatching()};loadOlder=async()=>{let{older:e,loadingOlder:t}=this.state;if(!(e===null||t)){this.set({loadingOlder:!0});try{let t=await this.read(xs,e);this.set({blocks:$a(this.state.blocks,t.messages),older:t.older,loadingOlder:!1})}catch{this.set({loadingOlder:!1})}}};async read(e,t){let{channel:n}=await Xn(yn,{channelId:this.channelId,last:e,before:t});if(!n)throw new Ye(`NOT_FOUND`,`This channel is gone, or you may no longer see it.`);let{edges:r,pageInfo:i,resumeCursor:a}=n.messages;return{messages:r.map(({node:e})=>e),older:i.hasPreviousPage?i.startCursor:null,resumeCursor:a}}follow(e){let t={channelId:this.channelId,after:e},n=({channelEvents:e})=>{t.after=e.cursor,this.take(e)};this.stopWatching=Dr(bn,t,n,e=>{Ss.includes(e.code)?this.start():this.set({failure:e})})}take({kind:e,message:t}){let{blocks:n}=this.state;t.deletedAt?this.set({blocks:no(n,t.id)}):e===`MESSAGE_POSTED`?this.set({blocks:eo(n,t)}):this.set({blocks:to(n,t)}),e===`MESSAGE_POSTED`&&!t.deletedAt&&this.arrived(t)}};function ws(e,t){let[n,r]=A(ys),i=Ne(()=>new Cs(e,r,t),[e]);j(()=>(r(ys),i.start(),i.stop),[i]);let{failure:a}=n,o=a?.code===`NOT_FOUND`;return j(()=>void(o&&W.tell()),[o]),j(()=>W.listen(()=>a&&!o&&void i.start()),[i,a]),{...n,start:i.start,loadOlder:i.loadOlder}}var Ts=3e3,Es=700;function Ds(){let[e,t]=A(!0);return j(()=>{let e,n=Ts,r=()=>{clearTimeout(e),yr.open?(t(!0),n=Es):e=window.setTimeout(()=>t(!1),n)};r();let i=yr.listen(r);return()=>(clearTimeout(e),i())},[]),e}function Os({channelId:e}){let{data:t,failure:n,reload:r}=G(tn,{id:e}),[i,a]=vs();return Li(t?.channel?`${i?`(${i}) `:``}#${t.channel.name}`:``),n&&!t?N(`div`,{class:`page`,children:N(P,{failure:n,again:r})}):t?.channel===null?N(Q,{what:`channel`}):t?N(ks,{channel:t.channel,arrived:a}):null}function ks({channel:e,arrived:t}){let n=ar(),[r,i]=A(``),a=ws(e.id,({author:e,content:n})=>(i(`${e.name}: ${n}`),t())),o=Ds(),s=e.server.viewerPermissions,c={userId:n.id,post:B(s,`POST_MESSAGES`),manage:B(s,`MANAGE_MESSAGES`)},l=a.failure?.code===`NOT_FOUND`,u=a.loaded&&!l,d=u&&a.blocks.length===0,f=a.failure!==void 0&&!a.failure.passing;return N(`div`,{class:`channel`,children:[N(As,{channel:e,live:N(Ja,{loaded:a.loaded,connected:o,failed:f})}),!l&&N(P,{failure:a.failure,again:a.start}),d&&N(js,{channel:e,manages:B(s,`MANAGE_SERVER`)}),u&&!d&&N(gs,{blocks:a.blocks,hasOlder:a.older!==null,loadingOlder:a.loadingOlder,loadOlder:a.loadOlder,rights:c}),!u&&N(`div`,{class:`messages`}),N(`p`,{class:`out-of-sight`,"aria-live":`polite`,children:r}),!l&&N(Wa,{channel:e,mayPost:c.post})]})}function As({channel:e,live:t}){let[n,r]=A(!1),i=e.server.viewerPermissions;return N(`header`,{class:`channel-head`,children:[N(`h1`,{children:[N(K,{name:`hash`}),N(`bdi`,{children:e.name})]}),N(`bdi`,{class:`topic`,title:e.topic??void 0,children:e.topic}),t,B(i,`MANAGE_SERVER`)&&N(`a`,{class:`button small`,href:z.newWebhook(e.server.id,e.id),title:`New webhook for this channel`,children:[N(K,{name:`webhook`}),N(`span`,{class:`wide-only`,children:`New webhook`}),N(`span`,{class:`out-of-sight narrow-only`,children:`New webhook`})]}),B(i,`MANAGE_CHANNELS`)&&N(`button`,{type:`button`,class:`small`,onClick:()=>r(!0),title:`Edit channel`,children:[N(K,{name:`settings`}),N(`span`,{class:`out-of-sight`,children:`Edit channel`})]}),n&&N(qa,{channel:e,serverId:e.server.id,close:()=>r(!1)})]})}function js({channel:e,manages:t}){return N(`div`,{class:`messages`,children:N(X,{title:`Nothing here yet`,children:[N(`p`,{children:t?`Write the first message, or give a program the URL of a webhook. What it posts appears here at once.`:`What is posted appears here at once.`}),t&&N(`a`,{class:`button primary`,href:z.newWebhook(e.server.id,e.id),children:`New webhook`})]})})}function Ms(){let e=ji($t,{},({auditLog:e})=>e);return e.data===null?N(Q,{}):N(`div`,{class:`page`,children:[N(Z,{title:`Audit log of accounts`,action:N(`a`,{class:`button`,href:z.accounts,children:`Accounts`}),children:`What was done to accounts, newest first.`}),N(ja,{list:e,children:`Each account that is disabled, enabled or made an administrator, linked to an OpenID provider or unlinked, and each sign-in link that is made, is written down here.`})]})}var Ns=[[`1`,`1 day`],[`7`,`7 days`],[`30`,`30 days`]],Ps=[[`1`,`1 person`],[`5`,`5 people`],[`25`,`25 people`],[`100`,`100 people`]];function Fs({serverId:e,close:t}){let n=R(ln),[r,i]=A(`7`),[a,o]=A(`1`),[s,c]=A(``);async function l(){let t=await n.run({serverId:e,maxUses:Number(a),expiresAt:pi(Number(r))});t&&c(t.createInvitation.url)}return s?N(Ti,{title:`Copy the link now`,label:`Invitation link`,secret:s,close:t,children:`Send it to whom you want to let in; whoever has it can use it.`}):N(vi,{title:`Invite people`,close:t,children:N(I,{submit:l,action:`Make a link`,busy:n.busy,failure:n.failure,cancel:t,children:[N(ua,{label:`Lets in`,value:a,change:o,options:Ps}),N(ua,{label:`Works for`,value:r,change:i,options:Ns})]})})}function Is({serverId:e}){let t=Y(cn,{serverId:e},({server:e})=>e?.invitations),[n,r]=A(!1),i=t.data?.items??[],a=i.filter(e=>!Ls(e)),o=i.filter(Ls);return N(`section`,{class:`below`,children:[N(`div`,{class:`section-head`,children:[N(`div`,{children:[N(`h2`,{children:`Invitations`}),N(`p`,{children:`A link that lets people in; who has no account makes one with it.`})]}),N(`button`,{type:`button`,onClick:()=>r(!0),children:`Invite people`})]}),N(P,{failure:t.failure,again:t.reload}),N(`ul`,{class:`list`,children:[...a,...o].map(e=>N(Rs,{invitation:e},e.id))}),N(Ii,{list:t}),n&&N(Fs,{serverId:e,close:()=>r(!1)})]})}var Ls=({uses:e,maxUses:t,expiresAt:n})=>e>=t?`Used up`:Date.parse(n)<Date.now()?`Expired`:void 0;function Rs({invitation:e}){let{id:t,creator:n,uses:r,maxUses:i,expiresAt:a}=e,o=R(un),[s,c]=A(!1),l=Ls(e),u=()=>void o.run({invitationId:t});return N(`li`,{class:`row`,children:[N(`span`,{class:`row-text`,children:[N(`span`,{class:`row-head`,children:[N(`span`,{class:`row-title`,children:[r,` of `,i,` used`]}),l&&N(`span`,{class:`tag off`,children:l})]}),N(`span`,{class:`row-detail`,children:[n&&N(x,{children:[`By `,N(`bdi`,{children:n.name})]}),l!==`Used up`&&N(x,{children:[n&&` · `,l?`expired`:`expires`,` `,N(q,{at:a})]})]}),l&&N(P,{failure:o.failure})]}),l?N(`button`,{type:`button`,class:`small`,disabled:o.busy,onClick:u,children:`Remove`}):N(`button`,{type:`button`,class:`small`,onClick:()=>c(!0),children:`Revoke…`}),s&&N(J,{title:`Revoke this invitation?`,action:`Revoke invitation`,busy:o.busy,failure:o.failure,close:()=>c(!1),confirm:u,children:N(`p`,{children:`Its link stops working at once. Who came by it stays.`})})]})}var zs=()=>G(qt,{}).data?.viewer.managesAccounts??!1;function Bs({member:e,server:t}){let n=Y(sn,{serverId:t.id},({server:e})=>e?.roles,!0),r=R(_n),i=R(vn),a=n.data?.items.filter(({everyone:e})=>!e),o=t=>e.roles.some(({id:e})=>e===t),[s,c]=A({});async function l(t){c({...s,[t]:!o(t)}),await(o(t)?i:r).run({roleId:t,memberId:e.id})||c({...s,[t]:void 0})}return N(x,{children:[N(P,{failure:r.failure??i.failure}),a?.length===0&&N(`p`,{class:`explain`,children:[`There is no role to give: the only one is `,N(`code`,{children:`everyone`}),`, which every member has. `,N(`a`,{href:z.server(t.id,`roles`),children:`Make a role`})]}),a&&a.length>0&&N(`p`,{class:`hint`,children:`A role is given or taken at once, as it is ticked.`}),a?.map(({id:e,name:n,permissions:r})=>N(`label`,{class:`check`,children:[N(`input`,{type:`checkbox`,checked:s[e]??o(e),disabled:!qe(t.viewerPermissions,r),onChange:()=>void l(e)}),N(`bdi`,{children:n})]},e))]})}function Vs({member:e,server:t,close:n}){let r=ar(),i=zs(),[a,o]=A(),s=R(dn),c=R(pn),{name:l,id:u}=e.user,d=u===t.owner.id;return a===`remove`?N(J,{title:`Remove ${l}?`,action:`Remove member`,busy:s.busy,failure:s.failure,confirm:async()=>await s.run({memberId:e.id})&&n(),close:n,children:N(`p`,{children:`They no longer see the server, and what they watch there ends within a second. What they posted stays. They can come back by another invitation.`})}):a===`transfer`?N(J,{title:`Hand the server over to ${l}?`,action:`Hand over`,busy:c.busy,failure:c.failure,confirm:async()=>await c.run({serverId:t.id,memberId:e.id})&&n(),close:n,children:[N(`p`,{children:`They own it from then on, and only they can delete it or hand it on. You stay a member, with the roles you have.`}),i&&N(`p`,{children:`As an administrator of this installation you still see and change everything there.`})]}):N(vi,{title:l,close:n,children:[N(Bs,{member:e,server:t}),N(`div`,{class:`actions`,children:[!d&&t.owner.id===r.id&&N(`button`,{type:`button`,onClick:()=>o(`transfer`),children:`Hand the server over…`}),!d&&u!==r.id&&N(`button`,{type:`button`,class:`danger`,onClick:()=>o(`remove`),children:`Remove…`}),N(`button`,{type:`button`,class:`last`,autofocus:!0,onClick:n,children:`Done`})]})]})}function Hs({name:e}){return N(`span`,{class:`tag`,children:N(`bdi`,{children:e})})}function Us({member:e,server:t}){let n=ar(),[r,i]=A(!1),{user:a,roles:o,createdAt:s}=e,c=B(t.viewerPermissions,`MANAGE_SERVER`);return N(`li`,{class:`row`,children:[N(ri,{id:a.id,name:a.name}),N(`span`,{class:`row-text`,children:[N(`span`,{class:`row-head`,children:[N(`bdi`,{class:`row-title`,children:a.name}),a.id===n.id&&N(`span`,{class:`row-detail`,children:`you`}),a.id===t.owner.id&&N(`span`,{class:`tag strong`,title:`Owns this server`,children:`Owner`}),o.filter(({everyone:e})=>!e).map(({id:e,name:t})=>N(Hs,{name:t},e))]}),N(`span`,{class:`row-detail`,children:[`Joined `,N(q,{at:s})]})]}),c&&N(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:[`Manage`,N(`span`,{class:`out-of-sight`,children:[` `,N(`bdi`,{children:a.name})]})]}),r&&N(Vs,{member:e,server:t,close:()=>i(!1)})]})}function Ws({serverId:e,server:t}){let n=Y(on,{serverId:e},({server:e})=>e?.members);return n.data===null?N(Q,{what:`server`}):N(`div`,{class:`page`,children:[N(Z,{title:`Members`,children:`Members see all channels of the server. Roles say what else they may do.`}),N(P,{failure:n.failure,again:n.reload}),!(n.data&&t)&&!n.failure&&N(Fi,{}),N(`ul`,{class:`list`,children:t&&n.data?.items.map(e=>N(Us,{member:e,server:t},e.id))}),N(Ii,{list:n}),n.data&&B(t?.viewerPermissions,`MANAGE_SERVER`)&&N(Is,{serverId:e})]})}var Gs=new Map;Lr.listen(()=>Gs.clear());var{tell:Ks,listen:qs}=Bn();function Js(e,t){Gs.set(e,t),Ks()}var Ys=e=>void Gs.delete(e);function Xs(e){let[,t]=A({});return j(()=>qs(()=>t({})),[]),Gs.get(e)}function Zs({serverId:e,channelId:t}){let n=Y(en,{serverId:e},({server:e})=>e?.channels,!0);return n.data===null?N(Q,{what:`server`}):N(`div`,{class:`page narrow`,children:[N(Z,{title:`New webhook`,children:`It posts into one channel. You get its URL in the next step.`}),N(P,{failure:n.failure,again:n.reload}),!n.data&&!n.failure&&N(Fi,{}),n.data?.items.length===0&&N(X,{title:`No channel yet`,children:[N(`p`,{children:`A webhook needs a channel to post into.`}),N(`a`,{class:`button primary`,href:z.server(e),children:`Make a channel`})]}),n.data&&n.data.items.length>0&&N(Qs,{serverId:e,channels:n.data.items,channelId:t})]})}function Qs({serverId:e,channels:t,channelId:n}){let r=R(Fn),[i,a]=A(n??t[0].id),[o,s]=A(``),[c,l]=A(``);async function u(){let e=await r.run({channelId:i,name:o,avatarUrl:c.trim()||null});if(!e)return;let{webhook:t,url:n}=e.createWebhook;Js(t.id,n),nr(z.webhook(t.id))}return N(`section`,{class:`card`,children:N(I,{submit:u,action:`Create webhook`,busy:r.busy,failure:r.failure,cancel:()=>nr(z.server(e,`webhooks`)),children:[N(ua,{label:`Channel`,value:i,change:a,options:t.map(({id:e,name:t})=>[e,`#${t}`])}),N(F,{label:`Name`,name:`name`,value:o,change:s,failure:r.failure,required:!0,autofocus:!0,placeholder:`CI Bot`,hint:`Messages are shown under it, unless they bring a name of their own.`}),N(F,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:c,change:l,failure:r.failure,placeholder:`https://example.com/bot.png`,hint:`The address of a picture. Without one its initials are shown.`})]})})}function $s({chosen:e,choose:t,own:n}){let r=n=>t(e.includes(n)?e.filter(e=>e!==n):[...e,n]);return N(`fieldset`,{children:[N(`legend`,{children:`Permissions`}),Ke.map(t=>N(`label`,{class:`check`,children:[N(`input`,{type:`checkbox`,checked:e.includes(t),disabled:!qe(n,[t]),onChange:()=>r(t)}),N(`span`,{children:[Ge[t][0],` `,N(`span`,{class:`hint`,children:Ge[t][1]})]})]},t))]})}function ec({role:e,server:t,close:n}){let r=R(mn),i=R(hn),a=R(gn),[o,s]=A(e?.name??``),[c,l]=A(e?.permissions??[`POST_MESSAGES`]),[u,d]=A(!1),f=r.failure??i.failure;async function p(){let a=[...c];(e?await i.run({roleId:e.id,permissions:a,...e.everyone?{}:{name:o}}):await r.run({serverId:t.id,name:o,permissions:a}))&&n()}return e&&u?N(J,{title:`Delete ${e.name}?`,action:`Delete role`,busy:a.busy,failure:a.failure,confirm:async()=>await a.run({roleId:e.id})&&n(),close:n,children:N(`p`,{children:`Members who have it lose what it allows at once.`})}):N(vi,{title:e?`Change role`:`New role`,close:n,children:[N(I,{submit:p,action:e?`Save`:`Create role`,busy:r.busy||i.busy,failure:f,cancel:n,children:[e?.everyone?N(`p`,{class:`explain`,children:`What every member of the server may do.`}):N(F,{label:`Name`,name:`name`,value:o,change:s,failure:f,required:!0,autofocus:!0}),N($s,{chosen:c,choose:l,own:t.viewerPermissions})]}),e&&!e.everyone&&N(`button`,{type:`button`,class:`danger quiet`,onClick:()=>d(!0),children:`Delete role…`})]})}function tc({serverId:e,server:t}){let n=Y(sn,{serverId:e},({server:e})=>e?.roles,!0),[r,i]=A();if(n.data===null)return N(Q,{what:`server`});let a=B(t?.viewerPermissions,`MANAGE_SERVER`);return N(`div`,{class:`page`,children:[N(Z,{title:`Roles`,action:a&&N(`button`,{type:`button`,class:`primary`,onClick:()=>i(`new`),children:`New role`}),children:[`Members have the permissions of their roles. Every member has the role `,N(`code`,{children:`everyone`}),`.`]}),N(la,{list:n,children:e=>N(`li`,{class:`row`,children:[N(`span`,{class:`row-text`,children:[N(`bdi`,{class:`row-title`,children:e.name}),N(`span`,{class:`row-detail`,children:e.permissions.map(e=>Ge[e]?.[0]??e).join(`, `)||`No permission`})]}),a&&qe(t?.viewerPermissions,e.permissions)&&N(`button`,{type:`button`,class:`small`,onClick:()=>i(e),children:[`Change`,N(`span`,{class:`out-of-sight`,children:[` `,N(`bdi`,{children:e.name})]})]})]},e.id)}),r&&t&&N(ec,{role:r===`new`?void 0:r,server:t,close:()=>i(void 0)})]})}function nc({serverId:e,close:t}){let n=R(nn),[r,i]=A(``),[a,o]=A(``);async function s(){let i=await n.run({serverId:e,name:Ka(r),topic:a.trim()||null});i&&(t(),nr(z.channel(i.createChannel.channel.id)))}return N(vi,{title:`New channel`,close:t,children:N(I,{submit:s,action:`Create channel`,busy:n.busy,failure:n.failure,cancel:t,children:[N(F,{label:`Name`,name:`name`,value:r,change:i,failure:n.failure,required:!0,autofocus:!0,placeholder:`deploys`}),N(F,{label:`Topic`,name:`topic`,value:a,change:o,failure:n.failure,hint:`What belongs here, in a sentence.`})]})})}function rc({serverId:e,server:t}){let n=Y(en,{serverId:e},({server:e})=>e?.channels,!0),[r,i]=A(!1);if(n.data===null)return N(Q,{what:`server`});let a=B(t?.viewerPermissions,`MANAGE_CHANNELS`)&&N(`button`,{type:`button`,class:`primary`,onClick:()=>i(!0),children:`New channel`});return N(`div`,{class:`page`,children:[N(Z,{title:t?.name??` `,action:n.data?.items.length?a:void 0,children:`Channels hold messages, from people and from webhooks.`}),N(la,{list:n,empty:N(X,{title:`No channel yet`,children:[N(`p`,{children:`A channel is where messages go: one for deploys, one for alerts.`}),a]}),children:({id:e,name:t,topic:n})=>N(`li`,{children:N(`a`,{class:`row`,href:z.channel(e),children:[N(`span`,{class:`row-icon`,children:N(K,{name:`hash`})}),N(`span`,{class:`row-text`,children:[N(`bdi`,{class:`row-title`,children:t}),n&&N(`bdi`,{class:`row-detail`,children:n})]})]})},e)}),r&&N(nc,{serverId:e,close:()=>i(!1)})]})}function ic({server:e}){let t=R(Mn),[n,r]=A(!1);return N(`section`,{class:`card`,children:[N(`h2`,{children:`Delete this server`}),N(`p`,{children:`Its channels, messages and webhooks go with it, for all its members.`}),N(`div`,{class:`actions`,children:N(`button`,{type:`button`,class:`danger`,onClick:()=>r(!0),children:`Delete server…`})}),n&&N(J,{title:`Delete ${e.name}?`,action:`Delete server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&nr(z.servers),close:()=>r(!1),children:N(`p`,{children:`All its channels and messages are deleted, everybody who watches them is cut off, and the URLs of its webhooks stop working at once. This cannot be undone.`})})]})}function ac({server:e}){let t=R(fn),n=zs(),[r,i]=A(!1);return N(`section`,{class:`card`,children:[N(`h2`,{children:`Leave this server`}),N(`p`,{children:[n?`You are no longer one of its members, but as an administrator of this installation you still see and change everything there.`:`You no longer see its channels.`,` What you posted stays.`]}),N(`div`,{class:`actions`,children:N(`button`,{type:`button`,class:`danger`,onClick:()=>i(!0),children:`Leave server…`})}),r&&N(J,{title:`Leave ${e.name}?`,action:`Leave server`,busy:t.busy,failure:t.failure,confirm:async()=>await t.run({serverId:e.id})&&nr(z.servers),close:()=>i(!1),children:N(`p`,{children:`You can come back by another invitation only.`})})]})}function oc({server:e}){let t=R(jn),[n,r]=A(e.name),[i,a]=A(!1);return N(`section`,{class:`card`,children:N(I,{submit:async()=>a(!!await t.run({serverId:e.id,name:n})),action:`Save`,busy:t.busy,failure:t.failure,done:i&&`Saved.`,children:N(F,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0})})})}function sc({server:e}){let t=ar().id===e?.owner.id,n=zs();return e?N(`div`,{class:`page`,children:[N(Z,{title:`Settings`}),B(e.viewerPermissions,`MANAGE_SERVER`)&&N(oc,{server:e},e.id),!t&&N(ac,{server:e}),(t||n)&&N(ic,{server:e})]}):N(`div`,{class:`page`,children:[N(Z,{title:`Settings`}),N(Fi,{})]})}function cc(){let{data:e}=G(wn,{});return e?.viewer.signInMethods?.length===0?N(`p`,{class:`notice`,children:[`You signed in with a link, which worked once. `,N(`a`,{href:z.account,children:`Set a password`}),` to come back without one.`]}):null}function lc({close:e}){let t=R(An),[n,r]=A(``);async function i(){let r=await t.run({name:n});r&&(e(),nr(z.server(r.createServer.server.id)))}return N(vi,{title:`New server`,close:e,children:N(I,{submit:i,action:`Create server`,busy:t.busy,failure:t.failure,cancel:e,children:N(F,{label:`Name`,name:`name`,value:n,change:r,failure:t.failure,required:!0,autofocus:!0,placeholder:`Platform team`})})})}function uc(){let e=ar(),t=Y(On,{},({viewer:e})=>e.servers),[n,r]=A(!1),i=N(`button`,{type:`button`,class:`primary`,onClick:()=>r(!0),children:`New server`});return N(`div`,{class:`page`,children:[N(Z,{title:`Servers`,action:t.data?.items.length?i:void 0,children:`A server groups channels and the people who see them.`}),N(la,{list:t,empty:N(X,{title:`No server yet`,children:[N(`p`,{children:`Make one, add a channel, and give a program the URL of a webhook to post there.`}),i]}),children:({id:t,name:n,owner:r})=>N(`li`,{children:N(`a`,{class:`row`,href:z.server(t),children:[N(ri,{id:t,name:n}),N(`span`,{class:`row-text`,children:[N(`bdi`,{class:`row-title`,children:n}),N(`span`,{class:`row-detail`,children:r.id===e.id?`Yours`:N(x,{children:[`Owned by `,N(`bdi`,{children:r.name})]})})]})]})},t)}),t.data&&N(cc,{}),n&&N(lc,{close:()=>r(!1)})]})}function dc({webhook:e}){let t=R(In),n=Y(en,{serverId:e.channel.server.id},({server:e})=>e?.channels,!0),[r,i]=A(e.name),[a,o]=A(e.avatarUrl??``),[s,c]=A(e.channel.id),[l,u]=A(!1),d=(n.data?.items??[e.channel]).map(({id:e,name:t})=>[e,`#${t}`]);return N(`section`,{class:`card`,children:[N(`h2`,{children:`Details`}),N(I,{submit:async()=>u(!!await t.run({webhookId:e.id,name:r,avatarUrl:a.trim()||null,channelId:s})),action:`Save`,busy:t.busy,failure:t.failure,done:l&&`Saved.`,children:[N(`div`,{class:`columns`,children:[N(F,{label:`Name`,name:`name`,value:r,change:i,failure:t.failure,required:!0}),N(ua,{label:`Channel`,value:s,change:c,options:d})]}),N(F,{label:`Avatar`,name:`avatarUrl`,type:`url`,value:a,change:o,failure:t.failure,placeholder:`https://example.com/bot.png`,hint:`Messages keep the name and avatar that they were posted with.`})]})]})}var fc=`curl -X POST "$WEBHOOK_URL" \\
  -H 'Content-Type: application/json' \\
  -d '{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}' --fail-with-body
`,pc=`package main

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
`,mc=`const response = await fetch(process.env.WEBHOOK_URL, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ content: 'Deploy completed successfully.', name: 'CI Bot', avatarUrl: null }),
});
const { message, detail } = await response.json();
if (!response.ok) throw new Error(detail);
console.log('Message ID:', message.id);
`,hc=`<?php
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
`,gc=`import json, os, urllib.error, urllib.request

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
`,_c=(e,t,n,r,i=``)=>(a,o)=>e.trimEnd().replace(i,``).replace(t,()=>n+a+n).replace(`CI Bot`,()=>r(o)),vc=e=>e.replace(/[\\']/g,`\\$&`),yc=e=>e.replace(/[\\"]/g,`\\$&`),bc=e=>JSON.stringify(e).slice(1,-1),xc=[{language:`cURL`,run:`Paste it into a terminal.`,code:_c(fc,`"$WEBHOOK_URL"`,`'`,e=>bc(e).replaceAll(`'`,()=>`'\\''`))},{language:`Node.js`,run:`Save it as post.mjs, then: node post.mjs`,code:_c(mc,`process.env.WEBHOOK_URL`,`'`,vc)},{language:`Python`,run:`Save it as post.py, then: python3 post.py`,code:_c(gc,`os.environ["WEBHOOK_URL"]`,`"`,yc,`os, `)},{language:`Go`,run:`Save it as post.go, then: go run post.go`,code:_c(pc,`os.Getenv("WEBHOOK_URL")`,`"`,e=>bc(e).replaceAll("`",`\\u0060`),`	"os"
`)},{language:`PHP`,run:`Save it as post.php, then: php post.php`,code:_c(hc,`getenv('WEBHOOK_URL')`,`'`,vc)}];function Sc({url:e,name:t}){let[n,r]=A(0),i=M([]),a=Ie(),{run:o,code:s}=xc[n],c=s(e,t);function l(e){let t={ArrowRight:1,ArrowLeft:-1}[e.key];if(!t)return;let a=(n+t+xc.length)%xc.length;r(a),i.current[a]?.focus()}return N(`div`,{class:`snippets`,children:[N(`div`,{role:`tablist`,"aria-label":`Language`,onKeyDown:l,children:xc.map(({language:e},t)=>N(`button`,{ref:e=>void(i.current[t]=e),type:`button`,role:`tab`,id:`${a}-${t}`,"aria-controls":`${a}-panel`,"aria-selected":t===n,tabIndex:t===n?0:-1,onClick:()=>r(t),children:e},e))}),N(It,{text:c}),N(`pre`,{role:`tabpanel`,id:`${a}-panel`,"aria-labelledby":`${a}-${n}`,tabIndex:0,children:N(`code`,{children:c})}),N(`p`,{children:o})]})}function Cc({webhook:{id:e,enabled:t,channel:n,lastUsedAt:r}}){let{blocks:i,loaded:a,failure:o,start:s}=ws(n.id,wc),c=R(zn),l=Ie();j(()=>c.clear(),[t]),j(()=>void(c.failure?.code===`WEBHOOK_DISABLED`&&Vn.tell()),[c.failure]);let u=i.flatMap(({messages:e})=>e).filter(({author:t})=>t.id===e).slice(-3);return N(`section`,{children:[N(`div`,{class:`section-head`,children:[N(`div`,{children:[N(`h2`,{children:`Watch it work`}),t?N(`p`,{children:[`Whatever is posted to the URL appears here and in `,N(`a`,{href:z.channel(n.id),children:[`#`,N(`bdi`,{children:n.name})]}),`, live.`]}):N(`p`,{id:l,children:`It is disabled, so it can post nothing, tests included. Enable it at the end of this page.`})]}),N(`button`,{type:`button`,disabled:c.busy||!t,"aria-describedby":t?void 0:l,onClick:()=>void c.run({webhookId:e}),children:`Send a test message`})]}),N(P,{failure:c.failure}),N(P,{failure:o,again:s}),N(`div`,{class:`arrivals`,role:`log`,"aria-label":`What has arrived`,children:[u.length===0&&N(`p`,{class:`waiting`,children:[a&&(r?`Nothing lately. `:`Nothing yet. `),`Listening…`]}),u.map(e=>N(ns,{message:e},e.id))]})]})}var wc=()=>{};function Tc({webhook:e}){let t=R(In),n=R(Ln),[r,i]=A(!1),a=()=>void t.run({webhookId:e.id,enabled:!e.enabled});async function o(){await n.run({webhookId:e.id})&&(Ys(e.id),nr(z.server(e.channel.server.id,`webhooks`)))}return N(`section`,{class:`card`,children:[N(`h2`,{children:e.enabled?`Disable or delete`:`Enable or delete`}),N(`p`,{children:e.enabled?`Disabled, it refuses posts with 403 until it is enabled again; its URL stays the same.`:`It is disabled: posts are refused with 403 WEBHOOK_DISABLED.`}),N(P,{failure:t.failure}),N(`div`,{class:`actions`,children:[N(`button`,{type:`button`,disabled:t.busy,onClick:a,children:e.enabled?`Disable`:`Enable`}),N(`button`,{type:`button`,class:`danger`,onClick:()=>i(!0),children:`Delete…`})]}),r&&N(J,{title:`Delete ${e.name}?`,action:`Delete webhook`,busy:n.busy,failure:n.failure,confirm:o,close:()=>i(!1),children:N(`p`,{children:[`Its URL stops working at once and for good: every program that posts to it gets `,N(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),`. What it posted stays.`]})})]})}function Ec({webhook:e,url:t}){let n=R(Rn),[r,i]=A(!1);async function a(){let t=await n.run({webhookId:e.id});t&&(Js(e.id,t.regenerateWebhookUrl.url),i(!1))}return N(`section`,{class:t?`card once`:`card`,children:[N(`h2`,{children:t?`Copy the URL now`:`URL`}),N(`p`,{children:t?`It is shown this once. Whoever has it can post: keep it like a password.`:`It was shown when it was made, and cannot be shown again. Lost, or seen by somebody? Make a new one.`}),t&&N(wi,{label:`Webhook URL`,value:t}),N(`div`,{class:`actions`,children:N(`button`,{type:`button`,class:`small`,onClick:()=>i(!0),children:`Regenerate URL…`})}),r&&N(J,{title:`Make a new URL?`,action:`Regenerate URL`,busy:n.busy,failure:n.failure,confirm:a,close:()=>i(!1),children:[N(`p`,{children:[`The present URL stops working at once: every program that posts to it gets `,N(`code`,{children:`404 WEBHOOK_NOT_FOUND`}),` until it has the new one.`]}),N(`p`,{children:`Messages, name and channel stay as they are.`})]})]})}function Dc({webhookId:e}){let{data:t,failure:n,reload:r}=G(Pn,{id:e});return Li(t?.webhook?.name??``),t?.webhook===null?N(Q,{what:`webhook`}):N(`div`,{class:`page`,children:[N(P,{failure:n,again:r}),t?N(Oc,{webhook:t.webhook}):!n&&N(Fi,{})]})}function Oc({webhook:e}){let t=Xs(e.id);return N(x,{children:[N(kc,{webhook:e}),N(Ec,{webhook:e,url:t}),N(`section`,{children:[N(`h2`,{children:`Post from anywhere`}),N(`p`,{children:t?`The URL is filled in.`:`Put the URL in the place of the one below.`}),N(Sc,{url:t??`${new URL(`.`,document.baseURI).href}webhooks/${e.id}/TOKEN`,name:e.name}),N(`p`,{class:`hint`,children:[N(`code`,{children:`name`}),` and `,N(`code`,{children:`avatarUrl`}),` are this message’s own: leave them out, and it has the webhook’s. To retry safely send the header `,N(`code`,{children:`Idempotency-Key`}),`: for 24 hours the same key and message post once.`]})]}),N(Cc,{webhook:e},e.channel.id),N(dc,{webhook:e},e.id),N(Tc,{webhook:e})]})}function kc({webhook:e}){let[,t]=A({}),n=()=>void setTimeout(()=>t({})),r=$r(e.avatarPath)&&!ei(e.avatarPath);return N(`header`,{class:`page-head`,onErrorCapture:n,children:[N(ri,{id:e.id,name:e.name,picture:e.avatarPath}),N(`div`,{class:`grow`,children:[N(`h1`,{children:[N(`bdi`,{children:e.name}),N($o,{}),!e.enabled&&N(`span`,{class:`tag off`,children:`Disabled`})]}),N(`p`,{class:`lead`,children:[`Posts into `,N(`a`,{href:z.channel(e.channel.id),children:[`#`,N(`bdi`,{children:e.channel.name})]}),` · `,N(Ac,{webhook:e})]}),r&&N(`p`,{class:`hint wrong`,role:`status`,children:`Its picture could not be loaded. It must be a PNG, JPEG, GIF or WebP of at most 1 MiB at a public address.`})]})]})}function Ac({webhook:{lastUsedAt:e,creator:t,createdAt:n}}){return N(x,{children:[e?N(x,{children:[`last used `,N(q,{at:e})]}):`never used`,` · `,`made `,t&&N(x,{children:[`by `,N(`bdi`,{children:t.name})]}),` `,N(q,{at:n})]})}function jc({serverId:e}){let t=Y(Nn,{serverId:e},({server:e})=>e?.webhooks);if(t.data===null)return N(Q,{what:`server`});let n=N(`a`,{class:`button primary`,href:z.newWebhook(e),children:`New webhook`});return N(`div`,{class:`page`,children:[N(Z,{title:`Webhooks`,action:t.data?.items.length?n:void 0,children:`A webhook is a URL. Whatever is posted to it becomes a message.`}),N(la,{list:t,empty:N(X,{title:`No webhook yet`,children:[N(`p`,{children:`Make one, and paste its URL where your build, deploy or alerting tool asks for a webhook.`}),n]}),children:({id:e,name:t,avatarPath:n,channel:r,enabled:i,lastUsedAt:a})=>N(`li`,{children:N(`a`,{class:`row`,href:z.webhook(e),children:[N(ri,{id:e,name:t,picture:n}),N(`span`,{class:`row-text`,children:[N(`bdi`,{class:`row-title`,children:t}),N(`span`,{class:`row-detail`,children:[`#`,N(`bdi`,{children:r.name})]})]}),N(`span`,{class:`row-aside`,children:i?a?N(x,{children:[`Used `,N(q,{at:a})]}):`Never used`:N(`span`,{class:`tag off`,children:`Disabled`})})]})},e)})]})}var Mc={channels:rc,webhooks:jc,members:Ws,roles:tc,"audit-log":Fa,settings:sc},Nc=e=>e.page===`newWebhook`||e.page===`server`&&(e.section===`webhooks`||e.section===`audit-log`);function Pc({route:e,server:t}){if(`serverId`in e&&t===null)return N(Q,{what:`server`});if(Nc(e)&&t&&!B(t.viewerPermissions,`MANAGE_SERVER`))return N(Wi,{server:t});switch(e.page){case`servers`:return N(uc,{});case`server`:{let n=Mc[e.section];return N(n,{serverId:e.serverId,server:t??null})}case`newWebhook`:return N(Zs,{serverId:e.serverId,channelId:e.channelId});case`webhook`:return N(Dc,{webhookId:e.webhookId});case`channel`:return N(Os,{channelId:e.channelId});case`tokens`:return N(ha,{});case`accounts`:return N(Yi,{});case`installationLog`:return N(Ms,{});case`account`:return N(oa,{});default:return N(Q,{})}}function Fc(){let[e,t]=A(Kn.answers);return j(()=>Kn.listen(()=>t(Kn.answers)),[]),N(`div`,{role:`status`,children:!e&&N(`p`,{class:`no-answer`,children:navigator.onLine?`The server does not answer. Trying again…`:`You are offline. This page goes on when you are back.`})})}function Ic({signedOut:e}){let t=pt(),[n,r]=A(``),i=async()=>await t.run(()=>wt())?e():r(`You are still signed in.`);return N(x,{children:[N(`button`,{type:`button`,class:`plain`,disabled:t.busy,onClick:async()=>await ia()?r(ra):i(),title:`Sign out`,children:[N(K,{name:`leave`}),N(`span`,{class:`out-of-sight`,children:`Sign out`})]}),n&&N(J,{title:`Sign out?`,action:`Sign out`,busy:t.busy,failure:t.failure,confirm:i,close:()=>(r(``),t.clear()),children:N(`p`,{children:n})})]})}function Lc({route:e,signedOut:t}){let n=ar();return N(`div`,{class:`account`,children:[N(`a`,{class:`link`,href:z.tokens,"aria-current":e.page===`tokens`?`page`:void 0,children:[N(K,{name:`key`}),`Access tokens`]}),N(`a`,{class:`link`,href:`playground`,children:[N(K,{name:`play`}),`Playground`]}),N(`div`,{class:`me`,children:[N(`a`,{class:`link`,href:z.account,title:`Account`,"aria-current":e.page===`account`?`page`:void 0,children:[N(ri,{id:n.id,name:n.name}),N(`bdi`,{children:n.name})]}),N(Ic,{signedOut:t})]})]})}function Rc({server:e,currentId:t,create:n}){let[r,i]=A(!1),{edges:a,pageInfo:o}=e.channels;return N(x,{children:[N(`div`,{class:`group`,children:[N(`h2`,{children:`Channels`}),n&&N(`button`,{type:`button`,class:`plain`,onClick:()=>i(!0),title:`New channel`,children:[N(K,{name:`plus`}),N(`span`,{class:`out-of-sight`,children:`New channel`})]})]}),o.hasNextPage?N(zc,{serverId:e.id,currentId:t}):N(Bc,{channels:a.map(({node:e})=>e),currentId:t}),r&&N(nc,{serverId:e.id,close:()=>i(!1)})]})}function zc({serverId:e,currentId:t}){let{data:n}=Y(en,{serverId:e},({server:e})=>e?.channels,!0);return N(Bc,{channels:n?.items??[],currentId:t})}function Bc({channels:e,currentId:t}){return N(x,{children:e.map(({id:e,name:n})=>N(`a`,{class:`link`,href:z.channel(e),"aria-current":e===t?`page`:void 0,children:[N(K,{name:`hash`}),N(`bdi`,{children:n})]},e))})}function Vc(){let{data:e}=Y(On,{},({viewer:e})=>e.servers);return N(x,{children:[N(`div`,{class:`group`,children:N(`h2`,{children:`Servers`})}),e?.items.map(({id:e,name:t})=>N(`a`,{class:`link`,href:z.server(e),children:[N(ri,{id:e,name:t}),N(`bdi`,{children:t})]},e))]})}function Hc({server:e,route:t,signedOut:n,close:r}){return N(`nav`,{id:`sidebar`,class:`sidebar`,"aria-label":`Pages`,onClick:e=>e.target instanceof Element&&e.target.closest(`a`)&&r(),children:[N(`a`,{class:`brand`,href:z.servers,children:[N(`img`,{src:`assets/icon.svg`,alt:``,width:`24`,height:`24`}),`Chattr`]}),N(`div`,{class:`links`,children:e?N(Gc,{server:e,route:t}):e===null?N(Uc,{route:t}):N(Wc,{})}),N(Lc,{route:t,signedOut:n})]})}function Uc({route:e}){let t=e.page===`accounts`||e.page===`installationLog`;return N(x,{children:[N(Vc,{}),zs()&&N(x,{children:[N(`div`,{class:`group`,children:N(`h2`,{children:`Installation`})}),N(`a`,{class:`link`,href:z.accounts,"aria-current":t?`page`:void 0,children:[N(K,{name:`people`}),`Accounts`]})]})]})}function Wc(){return N(`div`,{class:`loading`,children:[`up`,`name`,`a`,`b`,`c`].map(e=>N(`div`,{class:`link`,children:N(`div`,{class:`bone`})},e))})}function Gc({server:e,route:t}){let n=t.page===`server`?t.section:t.page===`webhook`||t.page===`newWebhook`?`webhooks`:``,r=B(e.viewerPermissions,`MANAGE_SERVER`);return N(x,{children:[N(`a`,{class:`link up`,href:z.servers,children:[N(K,{name:`back`}),`All servers`]}),N(`a`,{class:`server-name`,href:z.server(e.id),title:e.name,"aria-current":n===`channels`?`page`:void 0,children:N(`bdi`,{children:e.name})}),Kc.map(t=>(r||t.forAll)&&N(qc,{server:e.id,current:n,...t},t.section)),N(Rc,{server:e,currentId:t.page===`channel`?t.channelId:``,create:B(e.viewerPermissions,`MANAGE_CHANNELS`)})]})}var Kc=[{section:`webhooks`,icon:`webhook`,label:`Webhooks`,forAll:!1},{section:`members`,icon:`people`,label:`Members`,forAll:!0},{section:`roles`,icon:`shield`,label:`Roles`,forAll:!0},{section:`audit-log`,icon:`list`,label:`Audit log`,forAll:!1},{section:`settings`,icon:`settings`,label:`Settings`,forAll:!0}];function qc({server:e,section:t,current:n,icon:r,label:i}){return N(`a`,{class:`link`,href:z.server(e,t),"aria-current":t===n?`page`:void 0,children:[N(K,{name:r}),i]})}function Jc({signedOut:e}){let t=rr(),{look:n,...r}=Hi(t),i=Ui(r.server),[a,o]=A(!1),s=M(null),c=JSON.stringify(t);return jr(c,n),j(()=>{o(!1),s.current?.scrollTo(0,0)},[c]),N(`div`,{class:`layout ${a?`menu-open`:``}`,onKeyDown:e=>e.key===`Escape`&&o(!1),children:[N(`a`,{class:`skip`,href:`#main`,onClick:e=>(e.preventDefault(),s.current?.focus()),children:`Skip to the content`}),N(`header`,{class:`bar`,children:[N(`button`,{type:`button`,class:`plain`,"aria-expanded":a,"aria-controls":`sidebar`,onClick:()=>o(!a),children:[N(K,{name:`menu`}),N(`span`,{class:`out-of-sight`,children:`Menu`})]}),N(`bdi`,{class:`bar-title`,children:i?.name??`Chattr`})]}),N(Hc,{server:i,route:t,signedOut:e,close:()=>o(!1)}),N(`div`,{class:`shade`,onClick:()=>o(!1)}),N(`main`,{id:`main`,ref:s,tabIndex:-1,children:N(Ri.Provider,{value:r,children:N(Pc,{route:t,server:r.server},c)})}),N(Fc,{})]})}function Yc(){let[{entrance:e,failure:t,invited:n,back:r,asked:i},a]=A({}),o=e=>a(t=>({...t,...e})),s=e=>c(()=>Zc(At()),e);async function c(e,t){try{o({failure:t,asked:void 0,...await e()})}catch(e){let t=Ze(e);t.passing||jt(),o({failure:t,asked:void 0,entrance:await bt().catch(()=>void 0)})}}function l(t,n){Rr(),o({entrance:e&&{...e,user:t},failure:void 0}),n&&(u(),nr(z.server(n)))}function u(){jt(),o({invited:void 0})}function d(t){jt(),Er(),Rr(),o({entrance:e&&{...e,user:null},failure:t,invited:void 0,asked:void 0}),s(t)}j(()=>{s();let e=()=>kt(location.hash)&&void s();return window.addEventListener(`hashchange`,e),()=>window.removeEventListener(`hashchange`,e)},[]),j(()=>Hn.listen(()=>d(Xc()))),j(()=>Un.listen(()=>d())),j(()=>Wn.listen(()=>void bt().then(e=>o({entrance:e}))));let f=e?.user;return!e&&!t?null:!f||t?N(Ht,{way:e,failure:t,invited:n,enter:l,start:()=>void s(),goOn:()=>o({failure:void 0})},n?.secret):i?N(gt,{user:f,signIn:()=>c(()=>Qc(i)),close:()=>o({asked:void 0})}):N(ir.Provider,{value:f,children:N(ot.Provider,{value:{name:e?.openIdName,issuer:e?.openIdIssuer,back:r,seen:()=>o({back:void 0})},children:n?N(or,{invited:n,close:u}):N(Jc,{signedOut:()=>d()})})},f.id)}var Xc=()=>new Ye(`SIGNED_OUT`,`You were signed out: the session has ended, or an administrator has disabled your account. Sign in again; if you may not, you are told.`);async function Zc({signIn:e,invite:t,linked:n,error:r,flow:i}){if(n||r){let e=await bt(),t=n||i===`link`,a=r?ft(e.openIdName,t&&!e.user?`SIGNED_OUT`:r,i):void 0;return!e.user||!t?{entrance:e,failure:a}:(location.replace(z.account),{entrance:e,back:{failure:a}})}if(!e&&!t)return{entrance:await bt()};if(e){let t=await bt();return t.user?{entrance:t,asked:e}:Qc(e)}let[a,o]=await Promise.all([bt(),Tt(t)]);return{entrance:a,invited:{...o,secret:t}}}async function Qc(e){let t=await xt(e);return Rr(),{entrance:t}}he(N(Yc,{}),document.getElementById(`portal`));