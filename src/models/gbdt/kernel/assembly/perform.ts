import { OP_EXPAND, OP_MARK, OP_MOVE } from '../layout/training'
import { OP_LIGHTGBM_GRADIENTS, OP_LIGHTGBM_RAISE, OP_LIGHTGBM_WALK } from '../layout/lightgbm'
import {
  OP_XGBOOST_BIN,
  OP_XGBOOST_CUTS,
  OP_XGBOOST_DESCEND,
  OP_XGBOOST_GRADIENTS,
  OP_XGBOOST_RAISE,
} from '../layout/xgboost'
import { expand } from './expand'
import { lightgbmGradients } from './lightgbm-gradient'
import { raiseScores, walkTree } from './lightgbm-scores'
import { mark, move } from './partition'
import { binValues } from './xgboost-bins'
import { findCuts } from './xgboost-cuts'
import { descend } from './xgboost-descent'
import { computeGradients, raiseMargins } from './xgboost-gradient'

/** One part's share of an operation on a record (see layout). Parts may run at the same time. */
export function perform(operation: i32, record: usize, part: i32, parts: i32): void {
  if (operation === OP_EXPAND) expand(record, part, parts)
  else if (operation === OP_MARK) mark(record, part, parts)
  else if (operation === OP_MOVE) move(record, part, parts)
  else if (operation === OP_XGBOOST_CUTS) findCuts(record, part, parts)
  else if (operation === OP_XGBOOST_BIN) binValues(record, part, parts)
  else if (operation === OP_XGBOOST_GRADIENTS) computeGradients(record, part, parts)
  else if (operation === OP_XGBOOST_DESCEND) descend(record, part, parts)
  else if (operation === OP_XGBOOST_RAISE) raiseMargins(record, part, parts)
  else if (operation === OP_LIGHTGBM_GRADIENTS) lightgbmGradients(record, part, parts)
  else if (operation === OP_LIGHTGBM_RAISE) raiseScores(record, part, parts)
  else if (operation === OP_LIGHTGBM_WALK) walkTree(record, part, parts)
  else unreachable()
}
