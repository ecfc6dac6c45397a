import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { html } from './html.js';

describe('a template of markup', () => {
  it('escapes text, and leaves markup that is put into it', () => {
    const line = html`<b>${'<script>alert("Tom & \'Jerry\'")</script>'}</b>`;
    expect(html`<p title="${'a" onclick="b'}">${line}</p>`.markup).toBe(
      '<p title="a&quot; onclick=&quot;b"><b>&lt;script&gt;alert(&quot;Tom &amp; &#39;Jerry&#39;&quot;)&lt;/script&gt;</b></p>',
    );
  });

  it('puts lists in one after the other, and nothing for what is not there', () => {
    const items = ['<a>', 'b'].map((item) => html`<li>${item}</li>`);
    expect(
      html`<ul>
        ${items}${null}${false}${undefined}${0}
      </ul>`.markup,
    ).toBe('<ul>\n<li>&lt;a&gt;</li><li>b</li>0\n</ul>');
  });

  it('leaves out the indent of its own lines, never of what is put in', () => {
    const text = 'two\n  lines';
    const { markup } = html`<ul>
      <li>${text}</li>
    </ul>`;
    expect(markup).toBe('<ul>\n<li>two\n  lines</li>\n</ul>');
  });

  it('has no way for a text to become a tag or to leave its attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { markup } = html`<p title="${text}">${text}</p>`;
        const inside = markup.slice('<p title="'.length, -'</p>'.length);
        expect(inside.match(/["<>]/g)).toEqual(['"', '>']);
      }),
    );
  });
});
