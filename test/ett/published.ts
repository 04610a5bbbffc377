import type { NetName } from './models.ts'
import { HORIZONS } from './models.ts'
import type { Score } from './score.ts'

export interface Published extends Score {
  readonly source: string
}

/** By dataset: MSE/MAE of the horizons 96, 192, 336 and 720, as printed. */
type Table = Readonly<Record<string, string>>

/** All channels, each forecast from its own past by one shared net, standardised units. */
const TABLES: Readonly<Record<NetName, readonly { readonly source: string; readonly rows: Table }[]>> = {
  nhits: [
    {
      source: 'Nixtla/neuralforecast, experiments/long_horizon/README.md',
      rows: {
        ETTh1: '.378/.393 .427/.436 .458/.484 .561/.501',
        ETTh2: '.274/.345 .353/.401 .382/.425 .625/.557',
        ETTm1: '.302/.350 .347/.383 .369/.402 .431/.441',
        ETTm2: '.176/.255 .245/.305 .295/.346 .401/.413',
      },
    },
    {
      source: 'N-HiTS preprint, quoted in DeepTime (Woo et al. 2022), table 1',
      rows: {
        weather: '.158/.195 .211/.247 .274/.300 .351/.353',
        electricity: '.147/.249 .167/.269 .186/.290 .243/.340',
        traffic: '.402/.282 .420/.297 .448/.313 .539/.353',
      },
    },
  ],
  patchtst: [
    {
      source: 'PatchTST (Nie et al. 2023), table 3, PatchTST/42',
      rows: {
        ETTh1: '.375/.399 .414/.421 .431/.436 .449/.466',
        ETTh2: '.274/.336 .339/.379 .331/.380 .379/.422',
        ETTm1: '.290/.342 .332/.369 .366/.392 .420/.424',
        ETTm2: '.165/.255 .220/.292 .278/.329 .367/.385',
        weather: '.152/.199 .197/.243 .249/.283 .320/.335',
        electricity: '.130/.222 .148/.240 .167/.261 .202/.291',
        traffic: '.367/.251 .385/.259 .398/.265 .434/.287',
      },
    },
  ],
  dlinear: [
    {
      source: 'PatchTST (Nie et al. 2023), table 3, DLinear',
      rows: {
        ETTh1: '.375/.399 .405/.416 .439/.443 .472/.490',
        ETTh2: '.289/.353 .383/.418 .448/.465 .605/.551',
        ETTm1: '.299/.343 .335/.365 .369/.386 .425/.421',
        ETTm2: '.167/.260 .224/.303 .281/.342 .397/.421',
        weather: '.176/.237 .220/.282 .265/.319 .323/.362',
        electricity: '.140/.237 .153/.249 .169/.267 .203/.301',
        traffic: '.410/.282 .423/.287 .436/.296 .466/.315',
      },
    },
  ],
}

/** What has been published for the same windows, if anything has. */
export function publishedOf(model: NetName, dataset: string, horizon: number): Published | undefined {
  for (const { source, rows } of TABLES[model]) {
    const printed = rows[dataset]?.split(' ')[HORIZONS.indexOf(horizon)]
    const [mse, mae] = printed?.split('/').map(Number) ?? []
    if (mse !== undefined && mae !== undefined) return { mse, mae, source }
  }
  return undefined
}
