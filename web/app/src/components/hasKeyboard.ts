// hasKeyboard reports whether a field may take focus by itself. On a touch screen, focus opens a keyboard over half of the page.
export const hasKeyboard = () => matchMedia('(pointer: fine)').matches
