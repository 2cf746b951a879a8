"""Two galleries of one library."""
import media.gallery as gallery

summer = gallery.Gallery("summer")
winter = gallery.Gallery("winter")  # CB205
summer.add("beach", "https://example.com/1")
winter.add("snow", "https://example.com/2")
