"""Reading the news: from stories to a dossier in which every line carries its exact words."""
