import { type Figure, figureHtml, markedSynthetic } from './figure.ts'
import { type Html, html } from './html.ts'

/** The figures of the page, in the order in which they stand in it. */
export class FigureList {
  readonly drawn: Figure[] = []
  private readonly isSynthetic: boolean

  constructor(isSynthetic: boolean) {
    this.isSynthetic = isSynthetic
  }

  place(figure: Figure): Html {
    this.drawn.push(this.isSynthetic ? markedSynthetic(figure) : figure)
    return figureHtml(figure)
  }

  /** Side by side where there is room; one that is absent leaves the room to the other. */
  pair(left: Figure | undefined, right: Figure): Html {
    if (left === undefined) return this.place(right)
    return html`<div class="pair">${this.place(left)}${this.place(right)}</div>
`
  }
}
