/** Frames that are waited for something that is still being loaded. */
const PATIENCE = 120

/** Puts the keyboard on the first element that fits, as soon as it is on the page; never if that takes long. */
export function focusWhenShown(selector: string, frames = PATIENCE): void {
  requestAnimationFrame(() => {
    const element = document.querySelector<HTMLElement>(selector)
    if (element) element.focus()
    else if (frames > 0) focusWhenShown(selector, frames - 1)
  })
}
