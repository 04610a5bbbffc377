import { OP_EXPAND, OP_MARK, OP_MOVE } from '../layout'
import { expand } from './expand'
import { mark, move } from './partition'

/** One part's share of an operation on a record (see layout). Parts may run at the same time. */
export function perform(operation: i32, record: usize, part: i32, parts: i32): void {
  if (operation === OP_EXPAND) expand(record, part, parts)
  else if (operation === OP_MARK) mark(record, part, parts)
  else if (operation === OP_MOVE) move(record, part, parts)
  else unreachable()
}
