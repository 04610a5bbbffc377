import type { Command } from '../command.ts'
import { dataCheck } from './data/check.ts'
import { dataImport } from './data/import.ts'
import { dataList } from './data/list.ts'
import { dataShow } from './data/show.ts'
import { dataSynth } from './data/synth.ts'

/** `qt data import|list|show|check|synth`. */
export const DATA_COMMANDS: readonly Command[] = [dataImport, dataList, dataShow, dataCheck, dataSynth]
