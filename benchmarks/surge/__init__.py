"""How often the detector of surges alarms without a change, and how soon with one."""
