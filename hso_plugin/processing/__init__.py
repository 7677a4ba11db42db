"""The provider `hso`: the main job as algorithms, for the toolbox, models and qgis_process."""
