import { buy, defineStrategy } from '../src/strategy.ts'

export default defineStrategy({
  name: 'buy-and-hold',
  summary: 'Buys at the first open after the first bar and holds to the end.',
  profile: 'plain',
  params: {},
  features: () => ({}),
  decide: () => buy(),
})
