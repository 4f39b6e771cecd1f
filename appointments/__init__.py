"""Appointments: who meets whom, when, how and where; asked for, booked, changed, kept or missed."""
