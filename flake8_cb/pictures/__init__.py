"""Pictures: a page that draws the life of the connections of a program, as the linter has followed it.

`reading` takes files to their findings and stories, `steps` a story to the rows of a picture, `layout` rows to lanes
and lines, `drawing` these to SVG, and `page` all of it to one HTML file. What only pictures need comes with the extra
``picture``, and is imported by `drawing`, `source`, `page` and the command alone.
"""
