/**
 * After a drag the canvas swallows the next click, until a timer of 0 ms fires, so that letting go does not press anything. On a
 * page that is busy that timer comes late, and then it swallows a press of Run. Only clicks on the canvas itself are its affair.
 */
export function keepClicksElsewhere(): void {
  const isElsewhere = ({ target }: Event): boolean => target instanceof Element && target.closest('.canvas') === null
  const nothing = (): void => undefined
  // First of the window's own listeners, so that what comes after it there has no effect; the document hears it whole again.
  window.addEventListener(
    'click',
    (event) => {
      if (isElsewhere(event)) Object.assign(event, { stopImmediatePropagation: nothing, preventDefault: nothing })
    },
    true,
  )
  document.addEventListener(
    'click',
    (event) => {
      if (isElsewhere(event))
        for (const name of ['stopImmediatePropagation', 'preventDefault']) Reflect.deleteProperty(event, name)
    },
    true,
  )
}
