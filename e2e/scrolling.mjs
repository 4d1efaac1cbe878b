// What a reader sees of a channel while it scrolls, frame by frame.

// watchScrolling has every page of the context able to watch; it looks at each frame after it is painted.
export const watchScrolling = (context) => context.addInitScript(() => {
  // empty says whether some of what is in sight is room that is kept for messages, and none of them.
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
  // moved is how far what was in sight has moved since, 0 when nothing of it is left there.
  function moved(before, after) {
    for (const [element, top] of before) if (after.has(element)) return after.get(element) - top
    return 0
  }

  // startWatching watches until stopWatching, whose answer is what was seen: frames (ms each), emptiest (frames in a row with
  // room where a message should be), articles (most at once), up and down (px that the text has moved at most between two frames).
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

// watching is what was seen while something was done.
export async function watching(page, act) {
  await page.evaluate(() => window.startWatching())
  await act()
  return page.evaluate(() => window.stopWatching())
}

export const glide = (page, px, milliseconds) => page.evaluate(([px, milliseconds]) => window.glide(px, milliseconds), [px, milliseconds])

// wheel turns the wheel by px at a time for some milliseconds, with the pointer over the messages.
export async function wheel(page, px, milliseconds) {
  await page.getByRole('region', { name: 'Messages' }).hover()
  for (const until = Date.now() + milliseconds; Date.now() < until; ) await page.mouse.wheel(0, px)
}

// drag pulls the scrollbar's thumb from the end towards the top, part of the way.
export async function drag(page, part) {
  const { x, y, width, height } = await page.getByRole('region', { name: 'Messages' }).boundingBox()
  await page.mouse.move(x + width - 7, y + height - 22)
  await page.mouse.down()
  await page.mouse.move(x + width - 7, y + height - 22 - (height - 44) * part, { steps: 40 })
  await page.mouse.up()
}
