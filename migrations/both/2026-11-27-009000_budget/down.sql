DROP TABLE budget_plans;
DROP TABLE budget_lines;
