import { chiara } from "./people/chiara.ts";
import { greta } from "./people/greta.ts";
import { henrik } from "./people/henrik.ts";
import { ingrid } from "./people/ingrid.ts";
import { laura } from "./people/laura.ts";
import { marta } from "./people/marta.ts";
import { omar } from "./people/omar.ts";
import { pavel } from "./people/pavel.ts";
import { rosa } from "./people/rosa.ts";
import { silas } from "./people/silas.ts";
import { tomasz } from "./people/tomasz.ts";
import { viktor } from "./people/viktor.ts";
import { yusuf } from "./people/yusuf.ts";
import { zoe } from "./people/zoe.ts";
import type { Part } from "./script/script.ts";

/** Everybody who plays a part. */
export const everybody = (): Part[] => [
  zoe(),
  tomasz(),
  laura(),
  omar(),
  viktor(),
  ingrid(),
  pavel(),
  marta(),
  henrik(),
  greta(),
  rosa(),
  chiara(),
  yusuf(),
  silas(),
];
