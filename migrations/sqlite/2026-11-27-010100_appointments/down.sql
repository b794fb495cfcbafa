DROP TABLE appointment_turns;
DROP TABLE appointments;
