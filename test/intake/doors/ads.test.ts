import { describe } from "vitest";
import { goRound } from "./round.ts";

describe("the doors of ads", () => goRound(["meta", "google-ads", "linkedin", "tiktok"]));
