import { describe } from "vitest";
import { goRound } from "./round.ts";

describe("the doors of chats and calls", () => goRound(["whatsapp", "messenger", "instagram", "telegram", "twilio"]));
