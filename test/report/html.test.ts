import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeHtml, html, scriptJson, scriptSource } from '../../src/report/html.ts'

test('values are escaped, HTML is not, undefined is nothing', () => {
  const inner = html`<b>${'a < b & "c"'}</b>`
  expect(html`<p title="${"it's"}">${inner}${undefined}${[1, inner]}</p>`.text).toBe(
    '<p title="it&#39;s"><b>a &lt; b &amp; &quot;c&quot;</b>1<b>a &lt; b &amp; &quot;c&quot;</b></p>',
  )
})

test('no text can become markup or leave an attribute', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']/)
    }),
  )
})

test('JSON in a script element survives and cannot end it', () => {
  const json = fc.jsonValue()
  fc.assert(
    fc.property(json, (value) => {
      const { text } = scriptJson([value, '</script><!--'])
      expect(text).not.toContain('<')
      expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify([value, '</script><!--']))
    }),
  )
})

test('a library that mentions an end tag in a text still means the same', () => {
  const { text } = scriptSource(`const tag = "</script>" + '<!--' + "</SCRIPT >"`)
  expect(text).not.toMatch(/<\/script|<!--/i)
  expect(new Function(`${text}; return tag`)()).toBe('</script><!--</SCRIPT >')
})
