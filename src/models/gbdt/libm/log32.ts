// ln x in float32, bit for bit that of the C library (glibc ≥ 2.27, ARM's optimized routines), which XGBoost calls:
//   x = 2^k · z,   z · c = 1 + r with c from a table,   ln x = k · ln 2 − ln c + r + C2·r² + C3·r³ + C4·r⁴.

/** c and −ln c for each sixteenth of the range of z, which begins at 0.7. */
const TABLE = Float64Array.of(
  1.398907162146528,
  -0.33569133332882284,
  1.3403141896637998,
  -0.2929040563774074,
  1.286432210124115,
  -0.2518726580937369,
  1.2367150214269895,
  -0.21245868807117255,
  1.1906977166711752,
  -0.17453945183745634,
  1.1479821020556429,
  -0.1380057072319758,
  1.1082251448272158,
  -0.10275976698545139,
  1.0711297413057381,
  -0.06871392447020525,
  1.036437278977283,
  -0.0357891387398228,
  1.0,
  0.0,
  0.9492859795739057,
  0.05204517742929496,
  0.8951049428609004,
  0.11081431298787942,
  0.8476821620351103,
  0.1652495223695143,
  0.8050314851692001,
  0.21687389031699977,
  0.7664671008843108,
  0.2659635028121397,
  0.731428603316328,
  0.3127556664073557,
)
const C2 = -0.4999997485802103
const C3 = 0.333456765744066
const C4 = -0.25089342214237154

/** Bits of the float32 at which the range of z begins. */
const BEGIN = 0x3f330000
/** 2^23: lifts subnormal numbers to normal ones. */
const LIFT = 8388608

const float = new Float32Array(1)
const bits = new Int32Array(float.buffer)

/** ln of a float32, as a float32. NaN below 0, −∞ at 0. */
export function log32(x: number): number {
  float[0] = x
  const rounded = float[0]
  if (!(rounded > 0) || rounded === Infinity) return Math.log(rounded)
  const isTiny = bits[0]! < 0x800000
  if (isTiny) float[0] = rounded * LIFT
  const offset = bits[0]! - BEGIN
  const entry = 2 * ((offset >>> 19) & 15)
  const k = (offset >> 23) - (isTiny ? 23 : 0)
  bits[0]! -= offset & 0xff800000
  const r = float[0] * TABLE[entry]! - 1
  const r2 = r * r
  const start = k * Math.LN2 + TABLE[entry + 1]! + r
  return Math.fround((C4 * r2 + (C3 * r + C2)) * r2 + start)
}
