import { describe } from "vitest";
import { flood, goRound } from "./round.ts";

describe("the doors of forms", () => goRound(["form", "typeform", "webflow", "webhook hmac", "webhook token"], flood));
