import type { Page } from '@playwright/test'

/**
 * Texts on the page that are cut off: those that reach out of something that hides what is outside of it, and choices in lists
 * that are narrower than they are. What a person has named may be cut; it is marked with `data-name`.
 */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const tell = (element: Element, text: string, why: string): void => {
      const place = [element, element.parentElement]
        .map((one) => one?.getAttribute('class') ?? one?.tagName)
        .join(' in ')
      found.push(`${text.trim().slice(0, 60)} (${place}): ${why}`)
    }
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.visually-hidden, [data-name], .skip, svg, textarea') === null
    const walker = document.createTreeWalker(
      document.querySelector('dialog[open]') ?? document.body,
      NodeFilter.SHOW_TEXT,
    )
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? ''
      const element = node.parentElement
      if (!element || !/\p{L}|\p{N}/u.test(text) || !isShown(element) || element.closest('select')) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      if (box.width === 0) continue
      for (let around: Element | null = element; around; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around)
        // What scrolls can be brought into sight, and so can the canvas.
        if (/auto|scroll/.test(overflowX + overflowY) || around.classList.contains('react-flow')) break
        if (!/hidden|clip/.test(overflowX)) continue
        const edge = around.getBoundingClientRect()
        if (box.right > edge.right + 1 || box.left < edge.left - 1) tell(element, text, 'reaches out sideways')
        else if (/hidden|clip/.test(overflowY) && (box.bottom > edge.bottom + 3 || box.top < edge.top - 3))
          tell(element, text, 'reaches out above or below')
      }
    }
    const pen = document.createElement('canvas').getContext('2d')
    for (const list of document.querySelectorAll('select')) {
      if (!pen || !isShown(list)) continue
      const style = getComputedStyle(list)
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
      const text = list.selectedOptions[0]?.textContent ?? ''
      const room = list.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight)
      if (pen.measureText(text).width > room + 1) tell(list, text, 'is wider than its list')
    }
    return found
  })
}

/** Controls of the bar that lie over one another or outside of the page. */
export function clashesInBar(page: Page, testId: string): Promise<string[]> {
  return page.getByTestId(testId).evaluate((bar) => {
    const boxes = [...bar.querySelectorAll('button, input, select')]
      .filter((element) => element.checkVisibility())
      .map((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect()
        return { left, right, top, bottom, name: element.getAttribute('data-testid') ?? element.textContent ?? '' }
      })
    const apart = (a: (typeof boxes)[number], b: (typeof boxes)[number]): boolean =>
      a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1
    const clashes = boxes.flatMap((a, i) =>
      boxes.slice(i + 1).flatMap((b) => (apart(a, b) ? [] : [`${a.name} and ${b.name}`])),
    )
    const outside = boxes.filter(({ right }) => right > innerWidth).map(({ name }) => `${name} is outside`)
    return [...clashes, ...outside]
  })
}
