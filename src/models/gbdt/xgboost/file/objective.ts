import type { XgboostModel } from '../model.ts'
import type { FilePlace } from './document.ts'
import { documentText } from './document-text.ts'

type Objective = Pick<XgboostModel, 'objective' | 'objectiveParams' | 'objectiveText'>

/** Member that holds the parameters of the objectives trained here. */
const PARAM_MEMBER: ReadonlyMap<string, string> = new Map([
  ['reg:squarederror', 'reg_loss_param'],
  ['binary:logistic', 'reg_loss_param'],
  ['multi:softprob', 'softmax_multiclass_param'],
])

/** Parameters of all parameter objects in one record; what does not fit into it is kept as text. */
export function objectiveOf(place: FilePlace): Objective {
  const objective = place.member('name').text()
  const objects = [...place.object().keys()]
    .map((name) => place.member(name))
    .filter(({ value }) => value instanceof Map)
  const objectiveParams = Object.fromEntries(objects.flatMap(paramsOf))
  const objectiveText = documentText(place.value)
  const isPlain = objectiveText === textOfObjective({ objective, objectiveParams })
  return { objective, objectiveParams, ...(!isPlain && { objectiveText }) }
}

function paramsOf(place: FilePlace): [name: string, text: string][] {
  return [...place.object().keys()].map((name) => [name, place.member(name).text()])
}

/** JSON text of `learner.objective`. */
export function textOfObjective({ objective, objectiveParams, objectiveText }: Objective): string {
  if (objectiveText !== undefined) return objectiveText
  const member = PARAM_MEMBER.get(objective)
  const params = new Map(Object.entries(objectiveParams))
  const document = new Map<string, string | typeof params>([['name', objective]])
  if (member !== undefined) document.set(member, params)
  return documentText(document)
}
