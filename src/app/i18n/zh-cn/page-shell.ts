/** The frame of the page: bar, menus, commands, dialogs, messages. */
export const pageShell: { readonly [english: string]: string } = {
  'Skip to the canvas': '跳到画布',
}
