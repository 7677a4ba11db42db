"""The preset of a roll-out: QGIS's global settings and how they are laid out on the municipalities' computers."""
