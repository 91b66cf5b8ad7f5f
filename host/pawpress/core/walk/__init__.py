"""The walk of the hands: takes judged presses and places, gives how they went over the back. Knows nothing of files."""

from pawpress.core.walk.route_places import Place, places_of, places_of_names
from pawpress.core.walk.route_summary import Level, RouteSummary
from pawpress.core.walk.walk import Walk, walk_of_names

__all__ = ["Level", "Place", "RouteSummary", "Walk", "places_of", "places_of_names", "walk_of_names"]
