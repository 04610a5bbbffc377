import { expect } from 'vitest'
import { type ConfigSources, type Configuration, configure } from '../../src/config/configure.ts'
import { QtError } from '../../src/core/error.ts'

/** Message and hint of the error that the sources give. */
export function refusalOf(sources: ConfigSources): string {
  try {
    configure(sources)
  } catch (error) {
    expect(error).toBeInstanceOf(QtError)
    return `${(error as QtError).message} | ${(error as QtError).hint ?? ''}`
  }
  return 'nothing was refused'
}

export function settingIn(configuration: Configuration, path: string) {
  const { value, origin } = configuration.settings.find(({ setting }) => setting.path === path)!
  return { value, from: origin.label }
}

export const valueOfPath = (sources: ConfigSources, path: string) => settingIn(configure(sources), path).value
