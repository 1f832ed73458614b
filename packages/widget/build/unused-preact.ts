import type { Unused } from './leave-out.ts'

/**
 * What the panel never uses of Preact's sources. It draws HTML by functions with hooks; one class, which catches what
 * its children throw, has a state and `render`. There is no SVG, MathML or template, no style attribute, no markup from
 * strings, no portal, no hydration, no suspense, no capturing listener, and nobody sets an option.
 */
export const unusedOfPreact: readonly Unused[] = [
  {
    file: /preact\/src\/diff\/index\.js$/,
    because: 'no hydration, suspense, portal, other namespace or markup; the one class has no life cycle',
    gone: ['rangeEnd'],
    texts: {
      // Nothing is hydrated or suspended; the panel is empty when it is drawn first.
      'oldVNode._flags & MODE_SUSPENDED &&': 'false &&',
      'oldDom = rangeEnd(tmp, excessDomChildren);': '',
      'end = rangeEnd((startMarker = child));': '',
      '(tmp = rangeEnd(startMarker))': 'false',
      '(end = rangeEnd(r, (nodes = [])))': 'false',
      'r = r._excess': 'false',
      'newVNode._flags &= RESET_MODE;': '',
      'if (resumed) resumed.some(removeNode);': '',
      'if (isHydrating || excessDomChildren) {': 'if (false) {',
      'if (!(e && e.then)) markAsForce(newVNode);': 'markAsForce(newVNode);',
      '\tif (excessDomChildren) {\n\t\tfor (': '\tif (false) {\n\t\tfor (',
      '\t\tif (isHydrating) {\n': '\t\tif (false) {\n',
      "nodeType == 'textarea' && newProps.defaultValue != NULL": 'true',
      ': excessDomChildren && slice.call(parentDom.childNodes)': ': NULL',
      'if (!isHydrating && excessDomChildren) {': 'if (false) {',
      'if (excessDomChildren) excessDomChildren.some(removeNode);': '',
      'excessDomChildren\n\t\t\t\t\t? excessDomChildren[0]\n\t\t\t\t\t: oldVNode._children':
        'oldVNode._children',
      "(!isHydrating || typeof value == 'function') &&": '',
      "if (!isHydrating || nodeType == 'textarea') {": 'if (true) {',
      '(!isHydrating || dom.data != newProps)': 'true',
      // Nothing is drawn elsewhere.
      'newProps._parentDom': 'false',
      'vnode.props._parentDom': 'false',
      'r._parentDom = r._globalContext = NULL': 'r._parentDom = NULL',
      // No class but one that catches errors; contexts are read by a hook.
      'tmp = newType.contextType;': '',
      'const provider = tmp && globalContext[tmp._id];': 'const provider = false;',
      'tmp\n\t\t\t\t? provider\n\t\t\t\t\t? provider.props.value\n\t\t\t\t\t: tmp._defaultValue\n\t\t\t\t: globalContext;':
        'globalContext;',
      'newType.getDerivedStateFromProps': 'false',
      'c.componentWillMount\n': 'false\n',
      'isClassComponent && c.componentDidMount': 'false',
      'c.componentWillReceiveProps\n': 'false\n',
      'if (c.componentWillUpdate) {': 'if (false) {',
      'isClassComponent && c.componentDidUpdate': 'false',
      'c.getSnapshotBeforeUpdate\n': 'false\n',
      'EMPTY_ARR.push.apply(c._renderCallbacks, c._stateCallbacks);': '',
      'c._stateCallbacks = [];': '',
      // HTML alone, and never from a string.
      "if (nodeType == 'svg') namespace = SVG_NAMESPACE;": '',
      "else if (nodeType == 'math') namespace = MATH_NAMESPACE;": '',
      'else if (!namespace) namespace = XHTML_NAMESPACE;': '',
      'newProps.is ? newProps : parentDom': 'parentDom',
      "(nodeType == 'template' && dom.content) || dom": 'dom',
      "i == 'dangerouslySetInnerHTML'": 'false',
      'if (newHtml) {': 'if (false) {',
      "if (oldHtml) dom.textContent = '';": '',
      "nodeType == 'foreignObject' ||\n\t\t\t\t(namespace == MATH_NAMESPACE && MATHML_TOKEN_ELEMENTS.test(nodeType))":
        'false',
      "nodeType == 'progress'": 'false',
      "!(i == 'value' && 'defaultValue' in newProps) &&\n\t\t\t\t!(i == 'checked' && 'defaultChecked' in newProps)":
        'true',
    },
  },
  {
    file: /preact\/src\/diff\/children\.js$/,
    because: 'no portal, and no comments of suspense among what is drawn',
    texts: {
      'if (parentVNode.props._parentDom) return oldDom;': '',
      'while (next && next.nodeType == 8) next = next.nextSibling;': '',
      "while (\n\t\t(oldDom = oldDom && oldDom.nextSibling) &&\n\t\toldDom.nodeType == 8 &&\n\t\t!oldDom.data.startsWith('$s')\n\t);":
        'oldDom = oldDom && oldDom.nextSibling;',
      "typeof childVNode == 'function'": 'false',
      'childVNode.constructor === String': 'false',
    },
  },
  {
    file: /preact\/src\/diff\/props\.js$/,
    because: 'no style attribute, which policies refuse, no SVG, no capturing listener',
    texts: {
      "if (name == 'style') {": 'if (false) {',
      'if (namespace == SVG_NAMESPACE) {': 'if (false) {',
      "useCapture = name != (name = name.replace(CAPTURE_REGEX, '$1'));": '',
      ', proxy, useCapture)': ', proxy)',
      "name != 'list' &&": '',
      "name != 'rowSpan' &&\n\t\t\tname != 'colSpan' &&": '',
      "name != 'popover' &&": '',
      "name == 'popover' && value == true ? '' : value": 'value',
      'options.event ? options.event(e) : e': 'e',
    },
  },
  {
    file: /preact\/src\/component\.js$/,
    because: 'no portal, no option; a state is set without a callback',
    texts: {
      'if (options.vnode) options.vnode(newVNode);': '',
      'oldVNode._flags & MODE_HYDRATE ? [oldDom] : NULL': 'NULL',
      'oldVNode._flags & MODE_HYDRATE': 'false',
      '&& !vnode.props._parentDom': '',
      '||\n\t\tprevDebounce != options.debounceRendering': '',
      'prevDebounce = options.debounceRendering;': '',
      'prevDebounce || queueMicrotask': 'queueMicrotask',
      'if (callback) {\n\t\t\tthis._stateCallbacks.push(callback);\n\t\t}': '',
    },
  },
  {
    file: /preact\/src\/create-element\.js$/,
    because: 'nobody sets an option',
    texts: { 'if (!original && options.vnode) options.vnode(vnode);': '' },
  },
  {
    file: /preact\/src\/create-context\.js$/,
    because: 'contexts are read by a hook',
    texts: {
      'Context.Consumer = (props, contextValue) => {\n\t\treturn props.children(contextValue);\n\t};': '',
      'Context.Provider = Context.Consumer.contextType = Context;': 'Context.Provider = Context;',
    },
  },
  {
    file: /preact\/src\/render\.js$/,
    because: 'the panel is empty when it is drawn first, and no document',
    texts: {
      'if (options._root) options._root(vnode, parentDom);': '',
      'if (parentDom.nodeType == 9) {\n\t\tparentDom = parentDom.documentElement;\n\t}': '',
      'vnode && vnode._flags & MODE_HYDRATE': 'false',
      'parentDom.firstChild\n\t\t\t\t? slice.call(parentDom.childNodes)\n\t\t\t\t: NULL': 'NULL',
      'oldVNode ? oldVNode._dom : parentDom.firstChild': 'oldVNode ? oldVNode._dom : NULL',
    },
  },
  {
    file: /preact\/hooks\/src\/index\.js$/,
    because: 'nobody else sets an option; no portal, no ids, no capture of errors by a hook',
    texts: {
      'let oldBeforeDiff = options._diff;': '',
      'let oldBeforeRender = options._render;': '',
      'let oldAfterDiff = options.diffed;': '',
      'let oldCommit = options._commit;': '',
      'let oldBeforeUnmount = options.unmount;': '',
      'let oldRoot = options._root;': '',
      'if (oldBeforeDiff) oldBeforeDiff(vnode);': '',
      'if (oldBeforeRender) oldBeforeRender(vnode);': '',
      'if (oldAfterDiff) oldAfterDiff(vnode);': '',
      'if (oldCommit) oldCommit(vnode, commitQueue);': '',
      'if (oldBeforeUnmount) oldBeforeUnmount(vnode);': '',
      'options._root = (vnode, parentDom) => {\n\tif (vnode && parentDom._children && parentDom._children._mask) {\n\t\tvnode._mask = parentDom._children._mask;\n\t}\n\n\tif (oldRoot) oldRoot(vnode, parentDom);\n};':
        '',
      'if (options._hook) {\n\t\toptions._hook(currentComponent, index, currentHook || type);\n\t}\n\tcurrentHook = 0;':
        '',
      'const prevScu = currentComponent.shouldComponentUpdate;': '',
      'if (prevScu) {': 'if (false) {',
      '!options._skipEffects && ': '',
      'prevRaf != options.requestAnimationFrame': 'false',
      'prevRaf = options.requestAnimationFrame;': '',
      'prevRaf || afterNextFrame': 'afterNextFrame',
      'currentHook = 1;': '',
      'currentHook = 5;': '',
      'state._context = context;': '',
      'while (\n\t\t\t\t\t\t\terrorParent &&\n\t\t\t\t\t\t\t!(errorParent._component && errorParent._component._parentDom)':
        'while (\n\t\t\t\t\t\t\terrorParent &&\n\t\t\t\t\t\t\t!errorParent._component',
    },
  },
  {
    file: /preact\/jsx-runtime\/src\/index\.js$/,
    because: 'nobody sets an option; where an element stands in the sources is for developers',
    texts: {
      'if (options.vnode) options.vnode(vnode);': '',
      'if (__source || __self) {\n\t\tvnode.__source = __source;\n\t\tvnode.__self = __self;\n\t}': '',
      'if (!props) props = {};': '',
    },
  },
]
