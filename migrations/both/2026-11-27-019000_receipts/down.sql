DROP TABLE receipt_photos;
DROP TABLE receipts;
