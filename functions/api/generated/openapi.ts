/*
 * Made of what the API's routes declare by test/api/description.test.ts, never by hand.
 */
export const openapi: unknown = {
  "openapi": "3.1.0",
  "info": {
    "title": "Leadwright",
    "version": "1",
    "description": "Everything that sales and operations do. Send the admin token as a bearer token. Lists come in pages: limit, and the cursor that came with the page before. What is not declared here is refused by name. What has a version tells it as ETag; send it back in If-Match, and nothing that somebody else has changed meanwhile is overwritten."
  },
  "security": [
    {
      "token": []
    }
  ],
  "paths": {
    "/api/imports/{id}": {
      "get": {
        "operationId": "getImport",
        "summary": "An import, how far it is",
        "tags": [
          "Imports"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "An import, how far it is",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Import"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads": {
      "get": {
        "operationId": "getLeads",
        "summary": "Leads, newest first",
        "tags": [
          "Leads"
        ],
        "parameters": [
          {
            "name": "stage",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "new",
                "working",
                "qualified",
                "meeting",
                "proposal",
                "decision",
                "nurturing",
                "declined",
                "dormant",
                "converted",
                "archived"
              ]
            }
          },
          {
            "name": "owner",
            "in": "query",
            "schema": {
              "type": "string",
              "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"
            }
          },
          {
            "name": "email",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 320
            }
          },
          {
            "name": "phone",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 320
            }
          },
          {
            "name": "source",
            "in": "query",
            "schema": {
              "type": "string",
              "pattern": "^[a-z0-9][a-z0-9-]{0,59}$"
            }
          },
          {
            "name": "from",
            "in": "query",
            "schema": {
              "anyOf": [
                {
                  "type": "string",
                  "format": "date-time"
                },
                {
                  "type": "string",
                  "format": "date"
                }
              ]
            }
          },
          {
            "name": "to",
            "in": "query",
            "schema": {
              "anyOf": [
                {
                  "type": "string",
                  "format": "date-time"
                },
                {
                  "type": "string",
                  "format": "date"
                }
              ]
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "string",
              "pattern": "^([1-9]\\d?|100)$"
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Leads, newest first",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Lead"
                      }
                    },
                    "cursor": {
                      "type": "string"
                    }
                  },
                  "required": [
                    "items"
                  ],
                  "additionalProperties": false
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "post": {
        "operationId": "postLeads",
        "summary": "Enter a lead by hand",
        "tags": [
          "Leads"
        ],
        "parameters": [],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "name": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "firstName": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 100
                  },
                  "lastName": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 100
                  },
                  "email": {
                    "type": "string",
                    "maxLength": 320
                  },
                  "phone": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 60
                  },
                  "company": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "message": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 20000
                  },
                  "language": {
                    "type": "string",
                    "maxLength": 35
                  },
                  "country": {
                    "type": "string"
                  },
                  "channel": {
                    "type": "string",
                    "enum": [
                      "form",
                      "email",
                      "ad",
                      "messenger",
                      "call",
                      "import",
                      "referral"
                    ]
                  },
                  "source": {
                    "type": "string",
                    "pattern": "^[a-z0-9][a-z0-9-]{0,59}$"
                  },
                  "owner": {
                    "type": "string",
                    "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"
                  },
                  "campaign": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "consent": {
                    "type": "object",
                    "properties": {
                      "text": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 5000
                      }
                    },
                    "required": [
                      "text"
                    ],
                    "additionalProperties": false
                  },
                  "extra": {
                    "type": "object",
                    "propertyNames": {
                      "type": "string"
                    },
                    "additionalProperties": {}
                  }
                },
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Enter a lead by hand",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lead"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads/import": {
      "post": {
        "operationId": "postLeadsImport",
        "summary": "Begin an import of a file",
        "tags": [
          "Leads"
        ],
        "parameters": [],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "source": {
                    "type": "string",
                    "pattern": "^[a-z0-9][a-z0-9-]{0,59}$"
                  },
                  "name": {
                    "default": "CSV import",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "mapping": {
                    "type": "object",
                    "propertyNames": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 300
                    },
                    "additionalProperties": {
                      "type": "string",
                      "enum": [
                        "name",
                        "firstName",
                        "lastName",
                        "email",
                        "phone",
                        "company",
                        "message",
                        "language",
                        "country",
                        "consent",
                        "utm_source",
                        "utm_medium",
                        "utm_campaign",
                        "utm_term",
                        "utm_content",
                        "utm_id",
                        "gclid",
                        "gbraid",
                        "wbraid",
                        "fbclid",
                        "msclkid",
                        "ttclid",
                        "li_fat_id",
                        "id",
                        "ignore"
                      ]
                    }
                  },
                  "evidence": {
                    "type": "object",
                    "properties": {
                      "text": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 5000
                      }
                    },
                    "required": [
                      "text"
                    ],
                    "additionalProperties": false
                  },
                  "preview": {
                    "default": false,
                    "type": "boolean"
                  },
                  "language": {
                    "type": "string",
                    "maxLength": 35
                  },
                  "country": {
                    "type": "string"
                  },
                  "encoding": {
                    "type": "string",
                    "maxLength": 40
                  }
                },
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Begin an import of a file",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "uploadUrl": {
                      "type": "string",
                      "format": "uri"
                    },
                    "jobId": {
                      "type": "string",
                      "pattern": "^im_[0-9A-HJKMNP-TV-Z]{26}$"
                    }
                  },
                  "required": [
                    "uploadUrl",
                    "jobId"
                  ],
                  "additionalProperties": false
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads/{id}": {
      "get": {
        "operationId": "getLead",
        "summary": "A lead",
        "tags": [
          "Leads"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A lead",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lead"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads/{id}/activities": {
      "post": {
        "operationId": "postLeadActivities",
        "summary": "Note what happened",
        "tags": [
          "Leads"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "type": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 60
                  },
                  "note": {
                    "type": "string",
                    "maxLength": 5000
                  },
                  "at": {
                    "type": "string",
                    "format": "date-time"
                  }
                },
                "required": [
                  "type"
                ],
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Note what happened",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lead"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads/{id}/assign": {
      "post": {
        "operationId": "postLeadAssign",
        "summary": "Give a lead to an owner",
        "tags": [
          "Leads"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "owner": {
                    "type": "string",
                    "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"
                  }
                },
                "required": [
                  "owner"
                ],
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Give a lead to an owner",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lead"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads/{id}/block": {
      "post": {
        "operationId": "postLeadBlock",
        "summary": "Stop everything for a person",
        "tags": [
          "Leads"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Stop everything for a person",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lead"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads/{id}/convert": {
      "post": {
        "operationId": "postLeadConvert",
        "summary": "They are a customer",
        "tags": [
          "Leads"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "customer": {
                    "default": {},
                    "type": "object",
                    "properties": {
                      "owner": {
                        "type": "string",
                        "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"
                      }
                    },
                    "additionalProperties": {}
                  },
                  "cadence": {
                    "type": "string",
                    "enum": [
                      "after-sale"
                    ]
                  }
                },
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "They are a customer",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lead"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads/{id}/decline": {
      "post": {
        "operationId": "postLeadDecline",
        "summary": "They said no",
        "tags": [
          "Leads"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "reason": {
                    "type": "string",
                    "enum": [
                      "budget",
                      "timing",
                      "competitor",
                      "no-need",
                      "silent",
                      "missing-feature",
                      "stalled",
                      "do-not-contact",
                      "wrong-person",
                      "spam",
                      "out-of-area",
                      "duplicate",
                      "unreachable",
                      "complaint",
                      "unsubscribed"
                    ]
                  }
                },
                "required": [
                  "reason"
                ],
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "They said no",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lead"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads/{id}/disqualify": {
      "post": {
        "operationId": "postLeadDisqualify",
        "summary": "Not now",
        "tags": [
          "Leads"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "reason": {
                    "type": "string",
                    "enum": [
                      "budget",
                      "timing",
                      "competitor",
                      "no-need",
                      "silent",
                      "missing-feature",
                      "stalled",
                      "do-not-contact",
                      "wrong-person",
                      "spam",
                      "out-of-area",
                      "duplicate",
                      "unreachable",
                      "complaint",
                      "unsubscribed"
                    ]
                  }
                },
                "required": [
                  "reason"
                ],
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Not now",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lead"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads/{id}/next-action": {
      "post": {
        "operationId": "postLeadNextAction",
        "summary": "Say what comes next",
        "tags": [
          "Leads"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "what": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 500
                  },
                  "dueAt": {
                    "type": "string",
                    "format": "date-time"
                  }
                },
                "required": [
                  "what",
                  "dueAt"
                ],
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Say what comes next",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lead"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads/{id}/responses": {
      "post": {
        "operationId": "postLeadResponses",
        "summary": "Record a contact",
        "tags": [
          "Leads"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "channel": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 60
                  },
                  "outcome": {
                    "type": "string",
                    "enum": [
                      "reached",
                      "attempted"
                    ]
                  },
                  "note": {
                    "type": "string",
                    "maxLength": 5000
                  }
                },
                "required": [
                  "channel",
                  "outcome"
                ],
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Record a contact",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lead"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads/{id}/stage": {
      "post": {
        "operationId": "postLeadStage",
        "summary": "Move a lead",
        "tags": [
          "Leads"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "to": {
                    "type": "string",
                    "enum": [
                      "new",
                      "working",
                      "qualified",
                      "meeting",
                      "proposal",
                      "decision",
                      "nurturing",
                      "declined",
                      "dormant",
                      "converted",
                      "archived"
                    ]
                  },
                  "reason": {
                    "type": "string",
                    "enum": [
                      "budget",
                      "timing",
                      "competitor",
                      "no-need",
                      "silent",
                      "missing-feature",
                      "stalled",
                      "do-not-contact",
                      "wrong-person",
                      "spam",
                      "out-of-area",
                      "duplicate",
                      "unreachable",
                      "complaint",
                      "unsubscribed"
                    ]
                  },
                  "nextAction": {
                    "type": "object",
                    "properties": {
                      "what": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 500
                      },
                      "dueAt": {
                        "type": "string",
                        "format": "date-time"
                      }
                    },
                    "required": [
                      "what",
                      "dueAt"
                    ],
                    "additionalProperties": false
                  }
                },
                "required": [
                  "to"
                ],
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Move a lead",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lead"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads/{id}/timeline": {
      "get": {
        "operationId": "getLeadTimeline",
        "summary": "What happened to a lead, oldest first",
        "tags": [
          "Leads"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "string",
              "pattern": "^([1-9]\\d?|100)$"
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "What happened to a lead, oldest first",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/TimelineEntry"
                      }
                    },
                    "cursor": {
                      "type": "string"
                    }
                  },
                  "required": [
                    "items"
                  ],
                  "additionalProperties": false
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/leads/{id}/unblock": {
      "post": {
        "operationId": "postLeadUnblock",
        "summary": "Lift a block",
        "tags": [
          "Leads"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Lift a block",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lead"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/owners": {
      "get": {
        "operationId": "getOwners",
        "summary": "Owners by id",
        "tags": [
          "Owners"
        ],
        "parameters": [
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "string",
              "pattern": "^([1-9]\\d?|100)$"
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Owners by id",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Owner"
                      }
                    },
                    "cursor": {
                      "type": "string"
                    }
                  },
                  "required": [
                    "items"
                  ],
                  "additionalProperties": false
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "post": {
        "operationId": "postOwners",
        "summary": "Set up an owner",
        "tags": [
          "Owners"
        ],
        "parameters": [],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "id": {
                    "type": "string",
                    "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"
                  },
                  "name": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "email": {
                    "type": "string",
                    "maxLength": 320
                  },
                  "pool": {
                    "type": "string",
                    "pattern": "^[^\\p{Cc}#]{1,60}$"
                  },
                  "role": {
                    "default": "owner",
                    "type": "string",
                    "enum": [
                      "owner",
                      "manager"
                    ]
                  },
                  "language": {
                    "type": "string",
                    "maxLength": 35
                  },
                  "languages": {
                    "default": [],
                    "maxItems": 50,
                    "type": "array",
                    "items": {
                      "type": "string",
                      "maxLength": 35
                    }
                  },
                  "territories": {
                    "default": [],
                    "maxItems": 200,
                    "type": "array",
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 100
                    }
                  },
                  "skill": {
                    "type": "number",
                    "minimum": 0,
                    "maximum": 10
                  },
                  "capacity": {
                    "type": "integer",
                    "exclusiveMinimum": 0,
                    "maximum": 100000
                  },
                  "maxOpenPromises": {
                    "type": "integer",
                    "exclusiveMinimum": 0,
                    "maximum": 100000
                  },
                  "hours": {
                    "type": "object",
                    "properties": {
                      "mon": {
                        "maxItems": 12,
                        "type": "array",
                        "items": {
                          "type": "array",
                          "prefixItems": [
                            {
                              "type": "string",
                              "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                            },
                            {
                              "type": "string",
                              "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                            }
                          ],
                          "items": false,
                          "minItems": 2,
                          "maxItems": 2
                        }
                      },
                      "tue": {
                        "maxItems": 12,
                        "type": "array",
                        "items": {
                          "type": "array",
                          "prefixItems": [
                            {
                              "type": "string",
                              "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                            },
                            {
                              "type": "string",
                              "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                            }
                          ],
                          "items": false,
                          "minItems": 2,
                          "maxItems": 2
                        }
                      },
                      "wed": {
                        "maxItems": 12,
                        "type": "array",
                        "items": {
                          "type": "array",
                          "prefixItems": [
                            {
                              "type": "string",
                              "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                            },
                            {
                              "type": "string",
                              "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                            }
                          ],
                          "items": false,
                          "minItems": 2,
                          "maxItems": 2
                        }
                      },
                      "thu": {
                        "maxItems": 12,
                        "type": "array",
                        "items": {
                          "type": "array",
                          "prefixItems": [
                            {
                              "type": "string",
                              "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                            },
                            {
                              "type": "string",
                              "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                            }
                          ],
                          "items": false,
                          "minItems": 2,
                          "maxItems": 2
                        }
                      },
                      "fri": {
                        "maxItems": 12,
                        "type": "array",
                        "items": {
                          "type": "array",
                          "prefixItems": [
                            {
                              "type": "string",
                              "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                            },
                            {
                              "type": "string",
                              "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                            }
                          ],
                          "items": false,
                          "minItems": 2,
                          "maxItems": 2
                        }
                      },
                      "sat": {
                        "maxItems": 12,
                        "type": "array",
                        "items": {
                          "type": "array",
                          "prefixItems": [
                            {
                              "type": "string",
                              "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                            },
                            {
                              "type": "string",
                              "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                            }
                          ],
                          "items": false,
                          "minItems": 2,
                          "maxItems": 2
                        }
                      },
                      "sun": {
                        "maxItems": 12,
                        "type": "array",
                        "items": {
                          "type": "array",
                          "prefixItems": [
                            {
                              "type": "string",
                              "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                            },
                            {
                              "type": "string",
                              "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                            }
                          ],
                          "items": false,
                          "minItems": 2,
                          "maxItems": 2
                        }
                      }
                    },
                    "additionalProperties": false
                  },
                  "timeZone": {
                    "type": "string",
                    "maxLength": 60
                  },
                  "absences": {
                    "default": [],
                    "maxItems": 200,
                    "type": "array",
                    "items": {
                      "type": "object",
                      "properties": {
                        "from": {
                          "anyOf": [
                            {
                              "type": "string",
                              "format": "date"
                            },
                            {
                              "type": "string",
                              "format": "date-time"
                            }
                          ]
                        },
                        "to": {
                          "anyOf": [
                            {
                              "type": "string",
                              "format": "date"
                            },
                            {
                              "type": "string",
                              "format": "date-time"
                            }
                          ]
                        },
                        "reason": {
                          "type": "string",
                          "maxLength": 200
                        }
                      },
                      "required": [
                        "from",
                        "to"
                      ],
                      "additionalProperties": false
                    }
                  },
                  "available": {
                    "type": "boolean"
                  }
                },
                "required": [
                  "id",
                  "name",
                  "email",
                  "pool"
                ],
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Set up an owner",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Owner"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/owners/{id}": {
      "get": {
        "operationId": "getOwner",
        "summary": "An owner",
        "tags": [
          "Owners"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "An owner",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Owner"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "patch": {
        "operationId": "patchOwner",
        "summary": "Change an owner",
        "tags": [
          "Owners"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "name": {
                    "anyOf": [
                      {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 200
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "email": {
                    "anyOf": [
                      {
                        "type": "string",
                        "maxLength": 320
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "pool": {
                    "anyOf": [
                      {
                        "type": "string",
                        "pattern": "^[^\\p{Cc}#]{1,60}$"
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "role": {
                    "anyOf": [
                      {
                        "type": "string",
                        "enum": [
                          "owner",
                          "manager"
                        ]
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "language": {
                    "anyOf": [
                      {
                        "type": "string",
                        "maxLength": 35
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "languages": {
                    "anyOf": [
                      {
                        "maxItems": 50,
                        "type": "array",
                        "items": {
                          "type": "string",
                          "maxLength": 35
                        }
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "territories": {
                    "anyOf": [
                      {
                        "maxItems": 200,
                        "type": "array",
                        "items": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 100
                        }
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "skill": {
                    "anyOf": [
                      {
                        "type": "number",
                        "minimum": 0,
                        "maximum": 10
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "capacity": {
                    "anyOf": [
                      {
                        "type": "integer",
                        "exclusiveMinimum": 0,
                        "maximum": 100000
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "maxOpenPromises": {
                    "anyOf": [
                      {
                        "type": "integer",
                        "exclusiveMinimum": 0,
                        "maximum": 100000
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "hours": {
                    "anyOf": [
                      {
                        "type": "object",
                        "properties": {
                          "mon": {
                            "maxItems": 12,
                            "type": "array",
                            "items": {
                              "type": "array",
                              "prefixItems": [
                                {
                                  "type": "string",
                                  "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                                },
                                {
                                  "type": "string",
                                  "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                                }
                              ],
                              "items": false,
                              "minItems": 2,
                              "maxItems": 2
                            }
                          },
                          "tue": {
                            "maxItems": 12,
                            "type": "array",
                            "items": {
                              "type": "array",
                              "prefixItems": [
                                {
                                  "type": "string",
                                  "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                                },
                                {
                                  "type": "string",
                                  "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                                }
                              ],
                              "items": false,
                              "minItems": 2,
                              "maxItems": 2
                            }
                          },
                          "wed": {
                            "maxItems": 12,
                            "type": "array",
                            "items": {
                              "type": "array",
                              "prefixItems": [
                                {
                                  "type": "string",
                                  "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                                },
                                {
                                  "type": "string",
                                  "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                                }
                              ],
                              "items": false,
                              "minItems": 2,
                              "maxItems": 2
                            }
                          },
                          "thu": {
                            "maxItems": 12,
                            "type": "array",
                            "items": {
                              "type": "array",
                              "prefixItems": [
                                {
                                  "type": "string",
                                  "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                                },
                                {
                                  "type": "string",
                                  "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                                }
                              ],
                              "items": false,
                              "minItems": 2,
                              "maxItems": 2
                            }
                          },
                          "fri": {
                            "maxItems": 12,
                            "type": "array",
                            "items": {
                              "type": "array",
                              "prefixItems": [
                                {
                                  "type": "string",
                                  "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                                },
                                {
                                  "type": "string",
                                  "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                                }
                              ],
                              "items": false,
                              "minItems": 2,
                              "maxItems": 2
                            }
                          },
                          "sat": {
                            "maxItems": 12,
                            "type": "array",
                            "items": {
                              "type": "array",
                              "prefixItems": [
                                {
                                  "type": "string",
                                  "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                                },
                                {
                                  "type": "string",
                                  "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                                }
                              ],
                              "items": false,
                              "minItems": 2,
                              "maxItems": 2
                            }
                          },
                          "sun": {
                            "maxItems": 12,
                            "type": "array",
                            "items": {
                              "type": "array",
                              "prefixItems": [
                                {
                                  "type": "string",
                                  "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"
                                },
                                {
                                  "type": "string",
                                  "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$"
                                }
                              ],
                              "items": false,
                              "minItems": 2,
                              "maxItems": 2
                            }
                          }
                        },
                        "additionalProperties": false
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "timeZone": {
                    "anyOf": [
                      {
                        "type": "string",
                        "maxLength": 60
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "absences": {
                    "anyOf": [
                      {
                        "maxItems": 200,
                        "type": "array",
                        "items": {
                          "type": "object",
                          "properties": {
                            "from": {
                              "anyOf": [
                                {
                                  "type": "string",
                                  "format": "date"
                                },
                                {
                                  "type": "string",
                                  "format": "date-time"
                                }
                              ]
                            },
                            "to": {
                              "anyOf": [
                                {
                                  "type": "string",
                                  "format": "date"
                                },
                                {
                                  "type": "string",
                                  "format": "date-time"
                                }
                              ]
                            },
                            "reason": {
                              "type": "string",
                              "maxLength": 200
                            }
                          },
                          "required": [
                            "from",
                            "to"
                          ],
                          "additionalProperties": false
                        }
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "available": {
                    "type": [
                      "boolean",
                      "null"
                    ]
                  }
                },
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Change an owner",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Owner"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "delete": {
        "operationId": "deleteOwner",
        "summary": "Let an owner go and hand over their leads",
        "tags": [
          "Owners"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "handTo": {
                    "type": "string",
                    "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"
                  }
                },
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "Let an owner go and hand over their leads"
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/quarantine": {
      "get": {
        "operationId": "getQuarantine",
        "summary": "What doors have kept, newest first",
        "tags": [
          "Quarantine"
        ],
        "parameters": [
          {
            "name": "source",
            "in": "query",
            "schema": {
              "type": "string",
              "pattern": "^[a-z0-9][a-z0-9-]{0,59}$"
            }
          },
          {
            "name": "reason",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "unverified",
                "unreadable",
                "suspect",
                "paused",
                "gone",
                "pending fetch",
                "to unpack"
              ]
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "default": "quarantined",
              "type": "string",
              "enum": [
                "waiting",
                "quarantined",
                "unpacked"
              ]
            }
          },
          {
            "name": "from",
            "in": "query",
            "schema": {
              "anyOf": [
                {
                  "type": "string",
                  "format": "date-time"
                },
                {
                  "type": "string",
                  "format": "date"
                }
              ]
            }
          },
          {
            "name": "to",
            "in": "query",
            "schema": {
              "anyOf": [
                {
                  "type": "string",
                  "format": "date-time"
                },
                {
                  "type": "string",
                  "format": "date"
                }
              ]
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "string",
              "pattern": "^([1-9]\\d?|100)$"
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "What doors have kept, newest first",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/QuarantinedDelivery"
                      }
                    },
                    "cursor": {
                      "type": "string"
                    }
                  },
                  "required": [
                    "items"
                  ],
                  "additionalProperties": false
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/quarantine/replay": {
      "post": {
        "operationId": "postQuarantineReplay",
        "summary": "Open all that fit again",
        "tags": [
          "Quarantine"
        ],
        "parameters": [],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "source": {
                    "type": "string",
                    "pattern": "^[a-z0-9][a-z0-9-]{0,59}$"
                  },
                  "reason": {
                    "type": "string",
                    "enum": [
                      "unverified",
                      "unreadable",
                      "suspect",
                      "paused",
                      "gone",
                      "pending fetch",
                      "to unpack"
                    ]
                  },
                  "state": {
                    "default": "quarantined",
                    "type": "string",
                    "enum": [
                      "quarantined",
                      "waiting"
                    ]
                  },
                  "from": {
                    "anyOf": [
                      {
                        "type": "string",
                        "format": "date-time"
                      },
                      {
                        "type": "string",
                        "format": "date"
                      }
                    ]
                  },
                  "to": {
                    "anyOf": [
                      {
                        "type": "string",
                        "format": "date-time"
                      },
                      {
                        "type": "string",
                        "format": "date"
                      }
                    ]
                  }
                },
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "202": {
            "description": "Open all that fit again",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "replayed": {
                      "type": "integer"
                    },
                    "unverified": {
                      "type": "integer"
                    }
                  },
                  "required": [
                    "replayed",
                    "unverified"
                  ],
                  "additionalProperties": false
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/quarantine/{id}": {
      "get": {
        "operationId": "getQuarantineId",
        "summary": "One that a door has kept, word for word",
        "tags": [
          "Quarantine"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One that a door has kept, word for word",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "id": {
                      "type": "string",
                      "pattern": "^pc_[0-9A-HJKMNP-TV-Z]{26}$"
                    },
                    "source": {
                      "type": "string"
                    },
                    "platform": {
                      "type": "string"
                    },
                    "receivedAt": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "state": {
                      "type": "string",
                      "enum": [
                        "waiting",
                        "quarantined",
                        "unpacked"
                      ]
                    },
                    "reason": {
                      "type": "string",
                      "enum": [
                        "unverified",
                        "unreadable",
                        "suspect",
                        "paused",
                        "gone",
                        "pending fetch",
                        "to unpack"
                      ]
                    },
                    "detail": {
                      "type": "string"
                    },
                    "nextTryAt": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "inquiryId": {
                      "type": "string"
                    },
                    "signals": {
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    }
                  },
                  "required": [
                    "id",
                    "source",
                    "platform",
                    "receivedAt",
                    "state",
                    "reason",
                    "detail"
                  ],
                  "additionalProperties": {}
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/quarantine/{id}/replay": {
      "post": {
        "operationId": "postQuarantineIdReplay",
        "summary": "Open one again",
        "tags": [
          "Quarantine"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Open one again",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/QuarantinedDelivery"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/sources": {
      "get": {
        "operationId": "getSources",
        "summary": "Sources by id",
        "tags": [
          "Sources"
        ],
        "parameters": [
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "string",
              "pattern": "^([1-9]\\d?|100)$"
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Sources by id",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Source"
                      }
                    },
                    "cursor": {
                      "type": "string"
                    }
                  },
                  "required": [
                    "items"
                  ],
                  "additionalProperties": false
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "post": {
        "operationId": "postSources",
        "summary": "Make a source",
        "tags": [
          "Sources"
        ],
        "parameters": [],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "id": {
                    "type": "string",
                    "pattern": "^[a-z0-9][a-z0-9-]{0,59}$"
                  },
                  "channel": {
                    "type": "string",
                    "enum": [
                      "form",
                      "email",
                      "ad",
                      "messenger",
                      "call",
                      "import",
                      "referral"
                    ]
                  },
                  "platform": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 60
                  },
                  "name": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "pool": {
                    "default": "sales",
                    "type": "string",
                    "pattern": "^[^\\p{Cc}#]{1,60}$"
                  },
                  "language": {
                    "default": "en",
                    "type": "string",
                    "maxLength": 35
                  },
                  "country": {
                    "type": "string"
                  },
                  "consent": {
                    "oneOf": [
                      {
                        "type": "object",
                        "properties": {
                          "by": {
                            "type": "string",
                            "const": "submit"
                          },
                          "text": {
                            "type": "string",
                            "minLength": 1,
                            "maxLength": 5000
                          },
                          "confirm": {
                            "default": "link",
                            "type": "string",
                            "enum": [
                              "link",
                              "none"
                            ]
                          }
                        },
                        "required": [
                          "by",
                          "text"
                        ],
                        "additionalProperties": false
                      },
                      {
                        "type": "object",
                        "properties": {
                          "by": {
                            "type": "string",
                            "const": "field"
                          },
                          "text": {
                            "type": "string",
                            "minLength": 1,
                            "maxLength": 5000
                          },
                          "confirm": {
                            "default": "link",
                            "type": "string",
                            "enum": [
                              "link",
                              "none"
                            ]
                          }
                        },
                        "required": [
                          "by",
                          "text"
                        ],
                        "additionalProperties": false
                      },
                      {
                        "type": "object",
                        "properties": {
                          "by": {
                            "type": "string",
                            "const": "none"
                          },
                          "confirm": {
                            "default": "link",
                            "type": "string",
                            "enum": [
                              "link",
                              "none"
                            ]
                          }
                        },
                        "required": [
                          "by"
                        ],
                        "additionalProperties": false
                      }
                    ]
                  },
                  "mapping": {
                    "type": "object",
                    "propertyNames": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 200
                    },
                    "additionalProperties": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 200
                    }
                  },
                  "origins": {
                    "maxItems": 50,
                    "type": "array",
                    "items": {
                      "type": "string",
                      "maxLength": 300
                    }
                  },
                  "thankYouUrl": {
                    "type": "string",
                    "maxLength": 2000
                  },
                  "targets": {
                    "type": "object",
                    "properties": {
                      "leads": {
                        "type": "number",
                        "exclusiveMinimum": 0
                      },
                      "costPerLead": {
                        "type": "number",
                        "exclusiveMinimum": 0
                      },
                      "costPerCustomer": {
                        "type": "number",
                        "exclusiveMinimum": 0
                      },
                      "currency": {
                        "type": "string"
                      }
                    },
                    "additionalProperties": false
                  },
                  "secrets": {
                    "default": {},
                    "type": "object",
                    "propertyNames": {
                      "type": "string"
                    },
                    "additionalProperties": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 4000
                    }
                  }
                },
                "required": [
                  "channel",
                  "platform",
                  "name",
                  "consent"
                ],
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Make a source",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Source"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/sources/{id}": {
      "get": {
        "operationId": "getSource",
        "summary": "A source",
        "tags": [
          "Sources"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A source",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Source"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "patch": {
        "operationId": "patchSource",
        "summary": "Change a source",
        "tags": [
          "Sources"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "channel": {
                    "anyOf": [
                      {
                        "type": "string",
                        "enum": [
                          "form",
                          "email",
                          "ad",
                          "messenger",
                          "call",
                          "import",
                          "referral"
                        ]
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "platform": {
                    "anyOf": [
                      {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 60
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "name": {
                    "anyOf": [
                      {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 200
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "pool": {
                    "anyOf": [
                      {
                        "type": "string",
                        "pattern": "^[^\\p{Cc}#]{1,60}$"
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "language": {
                    "anyOf": [
                      {
                        "type": "string",
                        "maxLength": 35
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "country": {
                    "type": [
                      "string",
                      "null"
                    ]
                  },
                  "consent": {
                    "anyOf": [
                      {
                        "oneOf": [
                          {
                            "type": "object",
                            "properties": {
                              "by": {
                                "type": "string",
                                "const": "submit"
                              },
                              "text": {
                                "type": "string",
                                "minLength": 1,
                                "maxLength": 5000
                              },
                              "confirm": {
                                "default": "link",
                                "type": "string",
                                "enum": [
                                  "link",
                                  "none"
                                ]
                              }
                            },
                            "required": [
                              "by",
                              "text"
                            ],
                            "additionalProperties": false
                          },
                          {
                            "type": "object",
                            "properties": {
                              "by": {
                                "type": "string",
                                "const": "field"
                              },
                              "text": {
                                "type": "string",
                                "minLength": 1,
                                "maxLength": 5000
                              },
                              "confirm": {
                                "default": "link",
                                "type": "string",
                                "enum": [
                                  "link",
                                  "none"
                                ]
                              }
                            },
                            "required": [
                              "by",
                              "text"
                            ],
                            "additionalProperties": false
                          },
                          {
                            "type": "object",
                            "properties": {
                              "by": {
                                "type": "string",
                                "const": "none"
                              },
                              "confirm": {
                                "default": "link",
                                "type": "string",
                                "enum": [
                                  "link",
                                  "none"
                                ]
                              }
                            },
                            "required": [
                              "by"
                            ],
                            "additionalProperties": false
                          }
                        ]
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "mapping": {
                    "anyOf": [
                      {
                        "type": "object",
                        "propertyNames": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 200
                        },
                        "additionalProperties": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 200
                        }
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "origins": {
                    "anyOf": [
                      {
                        "maxItems": 50,
                        "type": "array",
                        "items": {
                          "type": "string",
                          "maxLength": 300
                        }
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "thankYouUrl": {
                    "anyOf": [
                      {
                        "type": "string",
                        "maxLength": 2000
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "targets": {
                    "anyOf": [
                      {
                        "type": "object",
                        "properties": {
                          "leads": {
                            "type": "number",
                            "exclusiveMinimum": 0
                          },
                          "costPerLead": {
                            "type": "number",
                            "exclusiveMinimum": 0
                          },
                          "costPerCustomer": {
                            "type": "number",
                            "exclusiveMinimum": 0
                          },
                          "currency": {
                            "type": "string"
                          }
                        },
                        "additionalProperties": false
                      },
                      {
                        "type": "null"
                      }
                    ]
                  },
                  "secrets": {
                    "anyOf": [
                      {
                        "type": "object",
                        "propertyNames": {
                          "type": "string"
                        },
                        "additionalProperties": {
                          "anyOf": [
                            {
                              "type": "string",
                              "minLength": 1,
                              "maxLength": 4000
                            },
                            {
                              "type": "null"
                            }
                          ]
                        }
                      },
                      {
                        "type": "null"
                      }
                    ]
                  }
                },
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Change a source",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Source"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "delete": {
        "operationId": "deleteSource",
        "summary": "Delete a source",
        "tags": [
          "Sources"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "204": {
            "description": "Delete a source"
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/sources/{id}/costs": {
      "post": {
        "operationId": "postSourceCosts",
        "summary": "Say what a source cost: one, several, or CSV",
        "tags": [
          "Sources"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "anyOf": [
                  {
                    "type": "object",
                    "properties": {
                      "from": {
                        "type": "string",
                        "format": "date"
                      },
                      "to": {
                        "type": "string",
                        "format": "date"
                      },
                      "amount": {
                        "anyOf": [
                          {
                            "type": "number"
                          },
                          {
                            "type": "string",
                            "maxLength": 40,
                            "pattern": "^(\\d+(\\.\\d+)?|\\d+,\\d{1,2}|\\d{1,3}(\\.\\d{3})+,\\d{1,2}|\\d{1,3}(,\\d{3})+\\.\\d{1,2})$"
                          }
                        ]
                      },
                      "currency": {
                        "type": "string"
                      },
                      "campaign": {
                        "anyOf": [
                          {
                            "enum": [
                              "",
                              null
                            ]
                          },
                          {
                            "type": "string",
                            "maxLength": 200,
                            "pattern": "^[^\\p{Cc}]*$"
                          }
                        ]
                      },
                      "impressions": {
                        "anyOf": [
                          {
                            "enum": [
                              "",
                              null
                            ]
                          },
                          {
                            "anyOf": [
                              {
                                "type": "number"
                              },
                              {
                                "type": "string",
                                "pattern": "^\\d{1,16}$"
                              }
                            ]
                          }
                        ]
                      },
                      "clicks": {
                        "anyOf": [
                          {
                            "enum": [
                              "",
                              null
                            ]
                          },
                          {
                            "anyOf": [
                              {
                                "type": "number"
                              },
                              {
                                "type": "string",
                                "pattern": "^\\d{1,16}$"
                              }
                            ]
                          }
                        ]
                      }
                    },
                    "required": [
                      "from",
                      "to",
                      "amount",
                      "currency"
                    ],
                    "additionalProperties": false
                  },
                  {
                    "minItems": 1,
                    "maxItems": 1000,
                    "type": "array",
                    "items": {
                      "type": "object",
                      "properties": {
                        "from": {
                          "type": "string",
                          "format": "date"
                        },
                        "to": {
                          "type": "string",
                          "format": "date"
                        },
                        "amount": {
                          "anyOf": [
                            {
                              "type": "number"
                            },
                            {
                              "type": "string",
                              "maxLength": 40,
                              "pattern": "^(\\d+(\\.\\d+)?|\\d+,\\d{1,2}|\\d{1,3}(\\.\\d{3})+,\\d{1,2}|\\d{1,3}(,\\d{3})+\\.\\d{1,2})$"
                            }
                          ]
                        },
                        "currency": {
                          "type": "string"
                        },
                        "campaign": {
                          "anyOf": [
                            {
                              "enum": [
                                "",
                                null
                              ]
                            },
                            {
                              "type": "string",
                              "maxLength": 200,
                              "pattern": "^[^\\p{Cc}]*$"
                            }
                          ]
                        },
                        "impressions": {
                          "anyOf": [
                            {
                              "enum": [
                                "",
                                null
                              ]
                            },
                            {
                              "anyOf": [
                                {
                                  "type": "number"
                                },
                                {
                                  "type": "string",
                                  "pattern": "^\\d{1,16}$"
                                }
                              ]
                            }
                          ]
                        },
                        "clicks": {
                          "anyOf": [
                            {
                              "enum": [
                                "",
                                null
                              ]
                            },
                            {
                              "anyOf": [
                                {
                                  "type": "number"
                                },
                                {
                                  "type": "string",
                                  "pattern": "^\\d{1,16}$"
                                }
                              ]
                            }
                          ]
                        }
                      },
                      "required": [
                        "from",
                        "to",
                        "amount",
                        "currency"
                      ],
                      "additionalProperties": false
                    }
                  }
                ]
              }
            },
            "text/csv": {
              "schema": {
                "type": "string"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Say what a source cost: one, several, or CSV",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "properties": {
                          "from": {
                            "type": "string",
                            "format": "date"
                          },
                          "to": {
                            "type": "string",
                            "format": "date"
                          },
                          "amount": {
                            "type": "number",
                            "minimum": 0,
                            "maximum": 1000000000000
                          },
                          "currency": {
                            "type": "string"
                          },
                          "campaign": {
                            "anyOf": [
                              {
                                "enum": [
                                  "",
                                  null
                                ]
                              },
                              {
                                "type": "string",
                                "maxLength": 200,
                                "pattern": "^[^\\p{Cc}]*$"
                              }
                            ]
                          },
                          "impressions": {
                            "anyOf": [
                              {
                                "enum": [
                                  "",
                                  null
                                ]
                              },
                              {
                                "type": "integer",
                                "minimum": 0
                              }
                            ]
                          },
                          "clicks": {
                            "anyOf": [
                              {
                                "enum": [
                                  "",
                                  null
                                ]
                              },
                              {
                                "type": "integer",
                                "minimum": 0
                              }
                            ]
                          }
                        },
                        "required": [
                          "from",
                          "to",
                          "amount",
                          "currency"
                        ],
                        "additionalProperties": false
                      }
                    }
                  },
                  "required": [
                    "items"
                  ],
                  "additionalProperties": false
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "get": {
        "operationId": "getSourceCosts",
        "summary": "What a source cost, and what came of it",
        "tags": [
          "Sources"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "from",
            "in": "query",
            "schema": {
              "type": "string",
              "format": "date"
            }
          },
          {
            "name": "to",
            "in": "query",
            "schema": {
              "type": "string",
              "format": "date"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "What a source cost, and what came of it",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "properties": {
                          "from": {
                            "type": "string",
                            "format": "date"
                          },
                          "to": {
                            "type": "string",
                            "format": "date"
                          },
                          "amount": {
                            "type": "number",
                            "minimum": 0,
                            "maximum": 1000000000000
                          },
                          "currency": {
                            "type": "string"
                          },
                          "campaign": {
                            "anyOf": [
                              {
                                "enum": [
                                  "",
                                  null
                                ]
                              },
                              {
                                "type": "string",
                                "maxLength": 200,
                                "pattern": "^[^\\p{Cc}]*$"
                              }
                            ]
                          },
                          "impressions": {
                            "anyOf": [
                              {
                                "enum": [
                                  "",
                                  null
                                ]
                              },
                              {
                                "type": "integer",
                                "minimum": 0
                              }
                            ]
                          },
                          "clicks": {
                            "anyOf": [
                              {
                                "enum": [
                                  "",
                                  null
                                ]
                              },
                              {
                                "type": "integer",
                                "minimum": 0
                              }
                            ]
                          }
                        },
                        "required": [
                          "from",
                          "to",
                          "amount",
                          "currency"
                        ],
                        "additionalProperties": false
                      }
                    },
                    "totals": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "properties": {
                          "currency": {
                            "type": "string"
                          }
                        },
                        "required": [
                          "currency"
                        ],
                        "additionalProperties": {}
                      }
                    }
                  },
                  "required": [
                    "items",
                    "totals"
                  ],
                  "additionalProperties": false
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/sources/{id}/pause": {
      "post": {
        "operationId": "postSourcePause",
        "summary": "Close a source's door: what comes is quarantined",
        "tags": [
          "Sources"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Close a source's door: what comes is quarantined",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Source"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/sources/{id}/resume": {
      "post": {
        "operationId": "postSourceResume",
        "summary": "Open a source's door again",
        "tags": [
          "Sources"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Open a source's door again",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Source"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/sources/{id}/test": {
      "post": {
        "operationId": "postSourceTest",
        "summary": "Let a test go the way of an inquiry",
        "tags": [
          "Sources"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "name": {
                    "default": "Test lead",
                    "type": "string",
                    "maxLength": 200
                  },
                  "email": {
                    "type": "string",
                    "maxLength": 320
                  },
                  "phone": {
                    "type": "string",
                    "maxLength": 60
                  },
                  "message": {
                    "default": "A try of this source: no answer is needed.",
                    "type": "string",
                    "maxLength": 2000
                  }
                },
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Let a test go the way of an inquiry",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "inquiryId": {
                      "type": "string"
                    },
                    "leadId": {
                      "type": "string"
                    }
                  },
                  "required": [
                    "inquiryId"
                  ],
                  "additionalProperties": false
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/tasks": {
      "get": {
        "operationId": "getTasks",
        "summary": "Tasks, the most urgent first",
        "tags": [
          "Tasks"
        ],
        "parameters": [
          {
            "name": "owner",
            "in": "query",
            "schema": {
              "type": "string",
              "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"
            }
          },
          {
            "name": "status",
            "in": "query",
            "schema": {
              "default": "open",
              "type": "string",
              "enum": [
                "open",
                "done"
              ]
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "string",
              "pattern": "^([1-9]\\d?|100)$"
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Tasks, the most urgent first",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Task"
                      }
                    },
                    "cursor": {
                      "type": "string"
                    }
                  },
                  "required": [
                    "items"
                  ],
                  "additionalProperties": false
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/api/tasks/{id}/done": {
      "post": {
        "operationId": "postTaskDone",
        "summary": "Say that a task is done",
        "tags": [
          "Tasks"
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "If-Match",
            "in": "header",
            "schema": {
              "type": "string"
            }
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "note": {
                    "type": "string",
                    "maxLength": 5000
                  }
                },
                "additionalProperties": false
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Say that a task is done",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                },
                "description": "Its version."
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Task"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    }
  },
  "components": {
    "schemas": {
      "Problem": {
        "type": "object",
        "properties": {
          "type": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "status": {
            "type": "integer"
          },
          "detail": {
            "type": "string"
          },
          "errors": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "field": {
                  "type": "string"
                },
                "message": {
                  "type": "string"
                }
              },
              "required": [
                "field",
                "message"
              ],
              "additionalProperties": false
            }
          },
          "allowed": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        },
        "required": [
          "type",
          "title",
          "status"
        ],
        "additionalProperties": false
      },
      "Import": {
        "type": "object",
        "properties": {
          "jobId": {
            "type": "string",
            "pattern": "^im_[0-9A-HJKMNP-TV-Z]{26}$"
          },
          "source": {
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9-]{0,59}$"
          },
          "state": {
            "type": "string",
            "enum": [
              "waiting",
              "running",
              "previewed",
              "done",
              "failed"
            ]
          },
          "preview": {
            "type": "boolean"
          },
          "rows": {
            "type": "integer"
          },
          "read": {
            "type": "integer"
          },
          "created": {
            "type": "integer"
          },
          "attached": {
            "type": "integer"
          },
          "repeated": {
            "type": "integer"
          },
          "failed": {
            "type": "integer"
          },
          "columns": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "header": {
                  "type": "string"
                },
                "field": {
                  "type": "string",
                  "enum": [
                    "name",
                    "firstName",
                    "lastName",
                    "email",
                    "phone",
                    "company",
                    "message",
                    "language",
                    "country",
                    "consent",
                    "utm_source",
                    "utm_medium",
                    "utm_campaign",
                    "utm_term",
                    "utm_content",
                    "utm_id",
                    "gclid",
                    "gbraid",
                    "wbraid",
                    "fbclid",
                    "msclkid",
                    "ttclid",
                    "li_fat_id",
                    "id",
                    "ignore"
                  ]
                },
                "samples": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              },
              "required": [
                "header",
                "samples"
              ],
              "additionalProperties": false
            }
          },
          "encoding": {
            "type": "string"
          },
          "suggestions": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "header": {
                  "type": "string"
                },
                "field": {
                  "type": "string",
                  "enum": [
                    "name",
                    "firstName",
                    "lastName",
                    "email",
                    "phone",
                    "company",
                    "message",
                    "language",
                    "country",
                    "consent",
                    "utm_source",
                    "utm_medium",
                    "utm_campaign",
                    "utm_term",
                    "utm_content",
                    "utm_id",
                    "gclid",
                    "gbraid",
                    "wbraid",
                    "fbclid",
                    "msclkid",
                    "ttclid",
                    "li_fat_id",
                    "id",
                    "ignore"
                  ]
                },
                "why": {
                  "type": "string"
                }
              },
              "required": [
                "header",
                "field",
                "why"
              ],
              "additionalProperties": false
            }
          },
          "outcomes": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "row": {
                  "type": "number"
                },
                "outcome": {
                  "type": "string",
                  "enum": [
                    "created",
                    "attached",
                    "repeated",
                    "failed"
                  ]
                },
                "name": {
                  "type": "string"
                },
                "email": {
                  "type": "string"
                },
                "phone": {
                  "type": "string"
                },
                "why": {
                  "type": "string"
                }
              },
              "required": [
                "row",
                "outcome"
              ],
              "additionalProperties": false
            }
          },
          "trouble": {
            "type": "string"
          },
          "errorsUrl": {
            "type": "string",
            "format": "uri"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          }
        },
        "required": [
          "jobId",
          "source",
          "state",
          "preview",
          "rows",
          "read",
          "created",
          "attached",
          "repeated",
          "failed",
          "columns",
          "suggestions",
          "createdAt"
        ],
        "additionalProperties": false
      },
      "Lead": {
        "type": "object",
        "properties": {
          "id": {
            "type": "string",
            "pattern": "^ld_[0-9A-HJKMNP-TV-Z]{26}$"
          },
          "version": {
            "type": "integer"
          },
          "stage": {
            "type": "string",
            "enum": [
              "new",
              "working",
              "qualified",
              "meeting",
              "proposal",
              "decision",
              "nurturing",
              "declined",
              "dormant",
              "converted",
              "archived"
            ]
          },
          "temperature": {
            "type": "string",
            "enum": [
              "cold",
              "warm",
              "hot"
            ]
          },
          "score": {
            "type": "object",
            "properties": {
              "fit": {
                "type": "number"
              },
              "engagement": {
                "type": "number"
              },
              "total": {
                "type": "number"
              },
              "reasons": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            },
            "required": [
              "fit",
              "engagement",
              "total",
              "reasons"
            ],
            "additionalProperties": false
          },
          "firstName": {
            "type": "string"
          },
          "lastName": {
            "type": "string"
          },
          "email": {
            "type": "string"
          },
          "phone": {
            "type": "string"
          },
          "phones": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "handles": {
            "default": [],
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "platform": {
                  "type": "string"
                },
                "scope": {
                  "type": "string"
                },
                "id": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                }
              },
              "required": [
                "platform",
                "scope",
                "id"
              ],
              "additionalProperties": false
            }
          },
          "company": {
            "type": "string"
          },
          "language": {
            "type": "string"
          },
          "country": {
            "type": "string"
          },
          "owner": {
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"
          },
          "source": {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "name": {
                "type": "string"
              },
              "channel": {
                "type": "string",
                "enum": [
                  "form",
                  "email",
                  "ad",
                  "messenger",
                  "call",
                  "import",
                  "referral"
                ]
              },
              "platform": {
                "type": "string"
              },
              "campaign": {
                "type": "string"
              },
              "page": {
                "type": "string"
              },
              "referrer": {
                "type": "string"
              },
              "attribution": {
                "type": "object",
                "propertyNames": {
                  "type": "string"
                },
                "additionalProperties": {
                  "type": "string"
                }
              }
            },
            "required": [
              "id",
              "name",
              "channel",
              "platform",
              "attribution"
            ],
            "additionalProperties": false
          },
          "emailConfirmed": {
            "type": "object",
            "properties": {
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "by": {
                "type": "string",
                "enum": [
                  "link",
                  "reply",
                  "owner",
                  "source"
                ]
              }
            },
            "required": [
              "at",
              "by"
            ],
            "additionalProperties": false
          },
          "qualification": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {
              "type": "string"
            }
          },
          "nextAction": {
            "type": "object",
            "properties": {
              "what": {
                "type": "string"
              },
              "dueAt": {
                "type": "string",
                "format": "date-time"
              }
            },
            "required": [
              "what",
              "dueAt"
            ],
            "additionalProperties": false
          },
          "sla": {
            "type": "object",
            "properties": {
              "openedAt": {
                "type": "string",
                "format": "date-time"
              },
              "dueAt": {
                "type": "string",
                "format": "date-time"
              },
              "channel": {
                "type": "string",
                "enum": [
                  "form",
                  "email",
                  "ad",
                  "messenger",
                  "call",
                  "import",
                  "referral",
                  "engaged"
                ]
              },
              "level": {
                "type": "integer",
                "minimum": 0
              },
              "respondedAt": {
                "type": "string",
                "format": "date-time"
              },
              "breachedAt": {
                "type": "string",
                "format": "date-time"
              },
              "closedAt": {
                "type": "string",
                "format": "date-time"
              }
            },
            "required": [
              "openedAt",
              "dueAt",
              "channel",
              "level"
            ],
            "additionalProperties": false
          },
          "dueAt": {
            "type": "string",
            "format": "date-time"
          },
          "cycle": {
            "type": "integer"
          },
          "epoch": {
            "type": "integer"
          },
          "reason": {
            "type": "string",
            "enum": [
              "budget",
              "timing",
              "competitor",
              "no-need",
              "silent",
              "missing-feature",
              "stalled",
              "do-not-contact",
              "wrong-person",
              "spam",
              "out-of-area",
              "duplicate",
              "unreachable",
              "complaint",
              "unsubscribed"
            ]
          },
          "customerId": {
            "type": "string"
          },
          "test": {
            "type": "boolean"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "updatedAt": {
            "type": "string",
            "format": "date-time"
          },
          "name": {
            "type": "string"
          },
          "consent": {
            "type": "object",
            "properties": {
              "basis": {
                "type": "string",
                "enum": [
                  "customer",
                  "double-opt-in",
                  "opt-in",
                  "imported",
                  "inquiry"
                ]
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "text": {
                "type": "string"
              },
              "version": {
                "type": "string"
              }
            },
            "required": [
              "basis",
              "at"
            ],
            "additionalProperties": false
          },
          "suppressed": {
            "type": "object",
            "properties": {
              "mail": {
                "type": "boolean"
              },
              "marketing": {
                "type": "boolean"
              },
              "reason": {
                "type": "string"
              }
            },
            "additionalProperties": false
          },
          "cadence": {
            "type": "object",
            "properties": {
              "name": {
                "type": "string"
              },
              "version": {
                "type": "integer"
              },
              "run": {
                "type": "integer"
              }
            },
            "required": [
              "name",
              "version",
              "run"
            ],
            "additionalProperties": {}
          }
        },
        "required": [
          "id",
          "version",
          "stage",
          "temperature",
          "score",
          "phones",
          "handles",
          "language",
          "source",
          "qualification",
          "cycle",
          "epoch",
          "createdAt",
          "updatedAt",
          "name",
          "consent",
          "suppressed"
        ],
        "additionalProperties": false
      },
      "TimelineEntry": {
        "anyOf": [
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "inquiry.received"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "inquiryId": {
                    "type": "string",
                    "pattern": "^inq_[0-9A-HJKMNP-TV-Z]{26}$"
                  },
                  "channel": {
                    "type": "string",
                    "enum": [
                      "form",
                      "email",
                      "ad",
                      "messenger",
                      "call",
                      "import",
                      "referral",
                      "engaged"
                    ]
                  },
                  "source": {
                    "type": "string"
                  },
                  "attachments": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "properties": {
                        "name": {
                          "type": "string"
                        },
                        "type": {
                          "type": "string"
                        },
                        "bytes": {
                          "type": "number"
                        },
                        "key": {
                          "type": "string"
                        }
                      },
                      "required": [
                        "name",
                        "type",
                        "bytes",
                        "key"
                      ],
                      "additionalProperties": false
                    }
                  },
                  "cut": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  }
                },
                "required": [
                  "inquiryId",
                  "channel",
                  "source"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "lead.created"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "source": {
                    "type": "string"
                  }
                },
                "required": [
                  "source"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "lead.assigned"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "from": {
                    "type": "string",
                    "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"
                  },
                  "to": {
                    "type": "string",
                    "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"
                  },
                  "why": {
                    "type": "string"
                  }
                },
                "required": [
                  "to",
                  "why"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "lead.scored"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "fit": {
                    "type": "number"
                  },
                  "engagement": {
                    "type": "number"
                  },
                  "total": {
                    "type": "number"
                  },
                  "reasons": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  },
                  "temperature": {
                    "type": "string",
                    "enum": [
                      "cold",
                      "warm",
                      "hot"
                    ]
                  }
                },
                "required": [
                  "fit",
                  "engagement",
                  "total",
                  "reasons",
                  "temperature"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "stage.entered"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "from": {
                    "type": "string",
                    "enum": [
                      "new",
                      "working",
                      "qualified",
                      "meeting",
                      "proposal",
                      "decision",
                      "nurturing",
                      "declined",
                      "dormant",
                      "converted",
                      "archived"
                    ]
                  },
                  "to": {
                    "type": "string",
                    "enum": [
                      "new",
                      "working",
                      "qualified",
                      "meeting",
                      "proposal",
                      "decision",
                      "nurturing",
                      "declined",
                      "dormant",
                      "converted",
                      "archived"
                    ]
                  },
                  "reason": {
                    "type": "string",
                    "enum": [
                      "budget",
                      "timing",
                      "competitor",
                      "no-need",
                      "silent",
                      "missing-feature",
                      "stalled",
                      "do-not-contact",
                      "wrong-person",
                      "spam",
                      "out-of-area",
                      "duplicate",
                      "unreachable",
                      "complaint",
                      "unsubscribed"
                    ]
                  }
                },
                "required": [
                  "to"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "sla.opened"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "channel": {
                    "type": "string",
                    "enum": [
                      "form",
                      "email",
                      "ad",
                      "messenger",
                      "call",
                      "import",
                      "referral",
                      "engaged"
                    ]
                  },
                  "level": {
                    "type": "integer"
                  },
                  "dueAt": {
                    "type": "string",
                    "format": "date-time"
                  }
                },
                "required": [
                  "channel",
                  "level",
                  "dueAt"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "sla.met"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "channel": {
                    "type": "string",
                    "enum": [
                      "form",
                      "email",
                      "ad",
                      "messenger",
                      "call",
                      "import",
                      "referral",
                      "engaged"
                    ]
                  },
                  "level": {
                    "type": "integer"
                  },
                  "dueAt": {
                    "type": "string",
                    "format": "date-time"
                  }
                },
                "required": [
                  "channel",
                  "level",
                  "dueAt"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "sla.breached"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "channel": {
                    "type": "string",
                    "enum": [
                      "form",
                      "email",
                      "ad",
                      "messenger",
                      "call",
                      "import",
                      "referral",
                      "engaged"
                    ]
                  },
                  "level": {
                    "type": "integer"
                  },
                  "dueAt": {
                    "type": "string",
                    "format": "date-time"
                  }
                },
                "required": [
                  "channel",
                  "level",
                  "dueAt"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "sla.escalated"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "channel": {
                    "type": "string",
                    "enum": [
                      "form",
                      "email",
                      "ad",
                      "messenger",
                      "call",
                      "import",
                      "referral",
                      "engaged"
                    ]
                  },
                  "level": {
                    "type": "integer"
                  },
                  "dueAt": {
                    "type": "string",
                    "format": "date-time"
                  }
                },
                "required": [
                  "channel",
                  "level",
                  "dueAt"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "response.recorded"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "channel": {
                    "type": "string"
                  },
                  "outcome": {
                    "type": "string",
                    "enum": [
                      "reached",
                      "attempted"
                    ]
                  },
                  "note": {
                    "type": "string"
                  },
                  "mailId": {
                    "type": "string"
                  },
                  "subject": {
                    "type": "string"
                  },
                  "text": {
                    "type": "string"
                  },
                  "attachments": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "properties": {
                        "name": {
                          "type": "string"
                        },
                        "type": {
                          "type": "string"
                        },
                        "bytes": {
                          "type": "number"
                        },
                        "key": {
                          "type": "string"
                        }
                      },
                      "required": [
                        "name",
                        "type",
                        "bytes",
                        "key"
                      ],
                      "additionalProperties": false
                    }
                  }
                },
                "required": [
                  "channel",
                  "outcome"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "task.created"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "taskId": {
                    "type": "string"
                  },
                  "owner": {
                    "type": "string",
                    "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"
                  },
                  "what": {
                    "type": "string"
                  },
                  "channel": {
                    "type": "string"
                  },
                  "dueAt": {
                    "type": "string",
                    "format": "date-time"
                  }
                },
                "required": [
                  "taskId",
                  "owner",
                  "what",
                  "dueAt"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "task.done"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "taskId": {
                    "type": "string"
                  },
                  "what": {
                    "type": "string"
                  },
                  "note": {
                    "type": "string"
                  }
                },
                "required": [
                  "taskId",
                  "what"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "mail.sent"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "mailId": {
                    "type": "string"
                  },
                  "touch": {
                    "type": "string"
                  },
                  "purpose": {
                    "type": "string",
                    "enum": [
                      "service",
                      "follow-up",
                      "marketing",
                      "internal"
                    ]
                  },
                  "to": {
                    "type": "string"
                  }
                },
                "required": [
                  "mailId",
                  "touch",
                  "purpose",
                  "to"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "mail.delivered"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "mailId": {
                    "type": "string"
                  },
                  "touch": {
                    "type": "string"
                  },
                  "at": {
                    "type": "string",
                    "format": "date-time"
                  }
                },
                "required": [
                  "mailId",
                  "touch"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "mail.bounced"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "mailId": {
                    "type": "string"
                  },
                  "touch": {
                    "type": "string"
                  },
                  "why": {
                    "type": "string"
                  },
                  "permanent": {
                    "type": "boolean"
                  },
                  "verdict": {
                    "type": "string"
                  },
                  "purpose": {
                    "type": "string",
                    "const": "internal"
                  },
                  "to": {
                    "type": "string"
                  }
                },
                "required": [
                  "mailId",
                  "touch",
                  "why"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "mail.complained"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "mailId": {
                    "type": "string"
                  },
                  "touch": {
                    "type": "string"
                  },
                  "feedback": {
                    "type": "string"
                  }
                },
                "required": [
                  "mailId",
                  "touch"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "mail.clicked"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "touch": {
                    "type": "string"
                  },
                  "url": {
                    "type": "string"
                  },
                  "at": {
                    "type": "string",
                    "format": "date-time"
                  },
                  "automated": {
                    "type": "boolean"
                  }
                },
                "required": [
                  "touch",
                  "url",
                  "at",
                  "automated"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "reply.received"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "mailId": {
                    "type": "string"
                  },
                  "text": {
                    "type": "string"
                  },
                  "attachments": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "properties": {
                        "name": {
                          "type": "string"
                        },
                        "type": {
                          "type": "string"
                        },
                        "bytes": {
                          "type": "number"
                        },
                        "key": {
                          "type": "string"
                        }
                      },
                      "required": [
                        "name",
                        "type",
                        "bytes",
                        "key"
                      ],
                      "additionalProperties": false
                    }
                  },
                  "from": {
                    "type": "string"
                  }
                },
                "required": [
                  "mailId",
                  "text"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "autoreply.received"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "mailId": {
                    "type": "string"
                  },
                  "until": {
                    "type": "string",
                    "format": "date-time"
                  }
                },
                "required": [
                  "mailId"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "lead.unsubscribed"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "reason": {
                    "type": "string"
                  },
                  "said": {
                    "type": "string"
                  },
                  "inquiryId": {
                    "type": "string",
                    "pattern": "^inq_[0-9A-HJKMNP-TV-Z]{26}$"
                  }
                },
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "lead.resubscribed"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {},
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "survey.answered"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "answer": {
                    "type": "string"
                  },
                  "months": {
                    "type": "number"
                  },
                  "reason": {
                    "type": "string"
                  },
                  "comment": {
                    "type": "string"
                  }
                },
                "required": [
                  "answer"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "activity.added"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "type": {
                    "type": "string"
                  },
                  "note": {
                    "type": "string"
                  },
                  "at": {
                    "type": "string",
                    "format": "date-time"
                  },
                  "by": {
                    "type": "string"
                  },
                  "mailId": {
                    "type": "string"
                  },
                  "inquiryId": {
                    "type": "string",
                    "pattern": "^inq_[0-9A-HJKMNP-TV-Z]{26}$"
                  }
                },
                "required": [
                  "type"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "touch.skipped"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "touch": {
                    "type": "string"
                  },
                  "purpose": {
                    "type": "string",
                    "enum": [
                      "service",
                      "follow-up",
                      "marketing",
                      "internal"
                    ]
                  },
                  "reason": {
                    "type": "string"
                  }
                },
                "required": [
                  "touch",
                  "purpose",
                  "reason"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "touch.unknown"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "touch": {
                    "type": "string"
                  },
                  "purpose": {
                    "type": "string",
                    "enum": [
                      "service",
                      "follow-up",
                      "marketing",
                      "internal"
                    ]
                  }
                },
                "required": [
                  "touch",
                  "purpose"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "lead.declined"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "reason": {
                    "type": "string",
                    "enum": [
                      "budget",
                      "timing",
                      "competitor",
                      "no-need",
                      "silent",
                      "missing-feature",
                      "stalled",
                      "do-not-contact",
                      "wrong-person",
                      "spam",
                      "out-of-area",
                      "duplicate",
                      "unreachable",
                      "complaint",
                      "unsubscribed"
                    ]
                  }
                },
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "lead.converted"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "customerId": {
                    "type": "string"
                  }
                },
                "required": [
                  "customerId"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "lead.archived"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "reason": {
                    "type": "string",
                    "enum": [
                      "budget",
                      "timing",
                      "competitor",
                      "no-need",
                      "silent",
                      "missing-feature",
                      "stalled",
                      "do-not-contact",
                      "wrong-person",
                      "spam",
                      "out-of-area",
                      "duplicate",
                      "unreachable",
                      "complaint",
                      "unsubscribed"
                    ]
                  }
                },
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "lead.blocked"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {},
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          },
          {
            "type": "object",
            "properties": {
              "id": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "type": {
                "type": "string",
                "const": "audit"
              },
              "by": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "lead",
                      "owner",
                      "ops",
                      "system"
                    ]
                  },
                  "id": {
                    "type": "string"
                  }
                },
                "required": [
                  "kind"
                ],
                "additionalProperties": false
              },
              "data": {
                "type": "object",
                "properties": {
                  "what": {
                    "type": "string"
                  },
                  "inquiryId": {
                    "type": "string",
                    "pattern": "^inq_[0-9A-HJKMNP-TV-Z]{26}$"
                  }
                },
                "required": [
                  "what"
                ],
                "additionalProperties": false
              }
            },
            "required": [
              "id",
              "at",
              "type",
              "by",
              "data"
            ],
            "additionalProperties": false
          }
        ]
      },
      "Owner": {
        "type": "object",
        "properties": {
          "id": {
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "email": {
            "type": "string"
          },
          "pool": {
            "type": "string",
            "minLength": 1,
            "maxLength": 60
          },
          "role": {
            "default": "owner",
            "type": "string",
            "enum": [
              "owner",
              "manager"
            ]
          },
          "language": {
            "type": "string"
          },
          "languages": {
            "default": [],
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "territories": {
            "default": [],
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "skill": {
            "type": "number"
          },
          "capacity": {
            "type": "number"
          },
          "maxOpenPromises": {
            "type": "number"
          },
          "hours": {
            "type": "object",
            "propertyNames": {
              "type": "string",
              "enum": [
                "mon",
                "tue",
                "wed",
                "thu",
                "fri",
                "sat",
                "sun"
              ]
            },
            "additionalProperties": {
              "type": "array",
              "items": {
                "type": "array",
                "prefixItems": [
                  {
                    "type": "string"
                  },
                  {
                    "type": "string"
                  }
                ],
                "items": false,
                "minItems": 2,
                "maxItems": 2
              }
            }
          },
          "timeZone": {
            "type": "string"
          },
          "absences": {
            "default": [],
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "from": {
                  "type": "string"
                },
                "to": {
                  "type": "string"
                },
                "reason": {
                  "type": "string"
                }
              },
              "required": [
                "from",
                "to"
              ],
              "additionalProperties": false
            }
          },
          "available": {
            "type": "boolean"
          },
          "version": {
            "default": 0,
            "type": "integer"
          }
        },
        "required": [
          "id",
          "name",
          "email",
          "pool",
          "role",
          "languages",
          "territories",
          "absences",
          "version"
        ],
        "additionalProperties": false
      },
      "QuarantinedDelivery": {
        "type": "object",
        "properties": {
          "id": {
            "type": "string",
            "pattern": "^pc_[0-9A-HJKMNP-TV-Z]{26}$"
          },
          "source": {
            "type": "string"
          },
          "platform": {
            "type": "string"
          },
          "receivedAt": {
            "type": "string",
            "format": "date-time"
          },
          "state": {
            "type": "string",
            "enum": [
              "waiting",
              "quarantined",
              "unpacked"
            ]
          },
          "reason": {
            "type": "string",
            "enum": [
              "unverified",
              "unreadable",
              "suspect",
              "paused",
              "gone",
              "pending fetch",
              "to unpack"
            ]
          },
          "detail": {
            "type": "string"
          },
          "nextTryAt": {
            "type": "string",
            "format": "date-time"
          },
          "inquiryId": {
            "type": "string"
          },
          "signals": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        },
        "required": [
          "id",
          "source",
          "platform",
          "receivedAt",
          "state",
          "reason",
          "detail"
        ],
        "additionalProperties": false
      },
      "Source": {
        "type": "object",
        "properties": {
          "id": {
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9-]{0,59}$"
          },
          "channel": {
            "type": "string",
            "enum": [
              "form",
              "email",
              "ad",
              "messenger",
              "call",
              "import",
              "referral"
            ]
          },
          "platform": {
            "type": "string",
            "minLength": 1,
            "maxLength": 60
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "pool": {
            "default": "sales",
            "type": "string",
            "pattern": "^[^\\p{Cc}#]{1,60}$"
          },
          "language": {
            "default": "en",
            "type": "string",
            "maxLength": 35
          },
          "country": {
            "type": "string"
          },
          "consent": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "by": {
                    "type": "string",
                    "const": "submit"
                  },
                  "text": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 5000
                  },
                  "confirm": {
                    "default": "link",
                    "type": "string",
                    "enum": [
                      "link",
                      "none"
                    ]
                  }
                },
                "required": [
                  "by",
                  "text",
                  "confirm"
                ],
                "additionalProperties": false
              },
              {
                "type": "object",
                "properties": {
                  "by": {
                    "type": "string",
                    "const": "field"
                  },
                  "text": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 5000
                  },
                  "confirm": {
                    "default": "link",
                    "type": "string",
                    "enum": [
                      "link",
                      "none"
                    ]
                  }
                },
                "required": [
                  "by",
                  "text",
                  "confirm"
                ],
                "additionalProperties": false
              },
              {
                "type": "object",
                "properties": {
                  "by": {
                    "type": "string",
                    "const": "none"
                  },
                  "confirm": {
                    "default": "link",
                    "type": "string",
                    "enum": [
                      "link",
                      "none"
                    ]
                  }
                },
                "required": [
                  "by",
                  "confirm"
                ],
                "additionalProperties": false
              }
            ]
          },
          "mapping": {
            "type": "object",
            "propertyNames": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            },
            "additionalProperties": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          "origins": {
            "default": [],
            "maxItems": 50,
            "type": "array",
            "items": {
              "type": "string",
              "maxLength": 300
            }
          },
          "thankYouUrl": {
            "type": "string",
            "maxLength": 2000
          },
          "targets": {
            "type": "object",
            "properties": {
              "leads": {
                "type": "number",
                "exclusiveMinimum": 0
              },
              "costPerLead": {
                "type": "number",
                "exclusiveMinimum": 0
              },
              "costPerCustomer": {
                "type": "number",
                "exclusiveMinimum": 0
              },
              "currency": {
                "type": "string"
              }
            },
            "additionalProperties": false
          },
          "secrets": {
            "type": "object",
            "propertyNames": {
              "type": "string"
            },
            "additionalProperties": {
              "type": "object",
              "properties": {
                "setAt": {
                  "type": "string",
                  "format": "date-time"
                },
                "formerUntil": {
                  "type": "string",
                  "format": "date-time"
                }
              },
              "required": [
                "setAt"
              ],
              "additionalProperties": false
            }
          },
          "paused": {
            "type": "boolean"
          },
          "version": {
            "type": "integer"
          },
          "url": {
            "type": "string",
            "format": "uri"
          },
          "steps": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "lastInquiryAt": {
            "type": "string",
            "format": "date-time"
          },
          "last7Days": {
            "type": "object",
            "properties": {
              "inquiries": {
                "type": "integer"
              },
              "leads": {
                "type": "integer"
              },
              "refused": {
                "type": "integer"
              }
            },
            "required": [
              "inquiries",
              "leads",
              "refused"
            ],
            "additionalProperties": false
          },
          "last28Days": {
            "type": "object",
            "properties": {
              "inquiries": {
                "type": "integer"
              },
              "leads": {
                "type": "integer"
              },
              "refused": {
                "type": "integer"
              }
            },
            "required": [
              "inquiries",
              "leads",
              "refused"
            ],
            "additionalProperties": false
          },
          "confirmation": {
            "type": "object",
            "properties": {
              "optedIn": {
                "type": "integer"
              },
              "confirmed": {
                "type": "integer"
              },
              "waiting": {
                "type": "integer"
              },
              "notMe": {
                "type": "integer"
              }
            },
            "required": [
              "optedIn",
              "confirmed",
              "waiting",
              "notMe"
            ],
            "additionalProperties": false
          },
          "troubles": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "kind": {
                  "type": "string",
                  "enum": [
                    "denied",
                    "expiring",
                    "silent",
                    "rejections"
                  ]
                },
                "since": {
                  "type": "string",
                  "format": "date-time"
                },
                "why": {
                  "type": "string"
                },
                "mend": {
                  "type": "string"
                },
                "endedAt": {
                  "type": "string",
                  "format": "date-time"
                }
              },
              "required": [
                "kind",
                "since",
                "why",
                "mend"
              ],
              "additionalProperties": false
            }
          }
        },
        "required": [
          "id",
          "channel",
          "platform",
          "name",
          "pool",
          "language",
          "consent",
          "origins",
          "secrets",
          "version",
          "steps",
          "last7Days",
          "last28Days",
          "confirmation",
          "troubles"
        ],
        "additionalProperties": false
      },
      "Task": {
        "type": "object",
        "properties": {
          "id": {
            "type": "string",
            "pattern": "^tk_[0-9A-HJKMNP-TV-Z]{26}$"
          },
          "leadId": {
            "type": "string"
          },
          "owner": {
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9-]{0,39}$"
          },
          "what": {
            "type": "string"
          },
          "channel": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "dueAt": {
            "type": "string",
            "format": "date-time"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "doneAt": {
            "type": "string",
            "format": "date-time"
          },
          "note": {
            "type": "string"
          },
          "version": {
            "type": "integer"
          }
        },
        "required": [
          "id",
          "leadId",
          "owner",
          "what",
          "dueAt",
          "createdAt"
        ],
        "additionalProperties": false
      }
    },
    "responses": {
      "Problem": {
        "description": "What is wrong, and how to mend it.",
        "content": {
          "application/problem+json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        }
      }
    },
    "securitySchemes": {
      "token": {
        "type": "http",
        "scheme": "bearer"
      }
    }
  }
};
