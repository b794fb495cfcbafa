DROP TABLE entitlement_overrides;
