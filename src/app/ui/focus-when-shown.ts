/** Frames that are waited for something that is still being loaded. */
const PATIENCE = 120

/**
 * Puts the keyboard on the first element that fits, as soon as it is on the page and seen, and selects what is written in a field;
 * never if that takes long, nor once it is no longer wanted.
 */
export function focusWhenShown(selector: string, isWanted = (): boolean => true, frames = PATIENCE): void {
  requestAnimationFrame(() => {
    if (!isWanted()) return
    const element = document.querySelector<HTMLElement>(selector)
    // The canvas hides what it has not measured yet, and a dialog bars the page behind it: neither takes the focus.
    if (element && getComputedStyle(element).visibility === 'visible') {
      element.focus()
      if (element instanceof HTMLInputElement) element.select()
    }
    if ((!element || document.activeElement !== element) && frames > 0) focusWhenShown(selector, isWanted, frames - 1)
  })
}
