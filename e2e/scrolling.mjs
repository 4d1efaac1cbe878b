// Measures, frame by frame, what is visible of a channel while it scrolls.

// watchScrolling adds startWatching and stopWatching to every page of the context. They check each frame after it is painted.
export const watchScrolling = (context) => context.addInitScript(() => {
  // empty reports whether a visible part is only space for messages.
  function empty(list) {
    const { left, top, width, height } = list.getBoundingClientRect()
    const at = (part) => document.elementFromPoint(left + width / 2, top + 2 + (height - 4) * part)
    return [0, 0.2, 0.4, 0.6, 0.8, 1].some((part) => at(part)?.matches('.block:empty'))
  }
  const places = (list) => {
    const { top, bottom } = list.getBoundingClientRect()
    const all = [...list.querySelectorAll('article')].map((element) => [element, element.getBoundingClientRect()])
    return new Map(all.filter(([, box]) => box.bottom > top && box.top < bottom).map(([element, box]) => [element, box.top]))
  }
  // moved returns how far the visible messages have moved since, or 0 if none of them is left.
  function moved(before, after) {
    for (const [element, top] of before) if (after.has(element)) return after.get(element) - top
    return 0
  }

  // startWatching records until stopWatching, which returns: frames (ms each), emptiest (most frames in a row with an empty part),
  // articles (most at the same time), up and down (most px that the text moved between two frames).
  window.startWatching = () => {
    const list = document.querySelector('.scroller')
    const seen = { frames: [], emptiest: 0, articles: 0, up: 0, down: 0 }
    let on = true
    let last
    let empties = 0
    let before = places(list)
    let missed = 0 // frames since the last look: a busy page is not looked at after each
    const look = () => {
      if (!on) return
      empties = empty(list) ? empties + 1 : 0
      seen.emptiest = Math.max(seen.emptiest, empties)
      seen.articles = Math.max(seen.articles, list.querySelectorAll('article').length)
      const after = places(list)
      const by = moved(before, after) / Math.max(missed, 1)
      missed = 0
      seen.down = Math.max(seen.down, by)
      seen.up = Math.max(seen.up, -by)
      before = after
    }
    const frame = (now) => {
      if (!on) return
      if (last) seen.frames.push(now - last)
      last = now
      missed++
      setTimeout(look)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    window.stopWatching = () => ((on = false), { ...seen, frames: seen.frames.sort((a, b) => a - b) })
  }

  // glide scrolls by px a frame for some milliseconds.
  window.glide = async (px, milliseconds) => {
    const list = document.querySelector('.scroller')
    for (const until = performance.now() + milliseconds; performance.now() < until; list.scrollTop += px) await new Promise(requestAnimationFrame)
  }
})

// watching records during an action, and returns the record.
export async function watching(page, act) {
  await page.evaluate(() => window.startWatching())
  await act()
  return page.evaluate(() => window.stopWatching())
}

export const glide = (page, px, milliseconds) => page.evaluate(([px, milliseconds]) => window.glide(px, milliseconds), [px, milliseconds])

// wheel scrolls with the wheel by px at a time for some milliseconds, with the pointer over the messages.
export async function wheel(page, px, milliseconds) {
  await page.getByRole('region', { name: 'Messages' }).hover()
  for (const until = Date.now() + milliseconds; Date.now() < until; ) await page.mouse.wheel(0, px)
}

// drag drags the thumb of the scrollbar from the end towards the top, part of the way.
export async function drag(page, part) {
  const { x, y, width, height } = await page.getByRole('region', { name: 'Messages' }).boundingBox()
  await page.mouse.move(x + width - 7, y + height - 22)
  await page.mouse.down()
  await page.mouse.move(x + width - 7, y + height - 22 - (height - 44) * part, { steps: 40 })
  await page.mouse.up()
}
