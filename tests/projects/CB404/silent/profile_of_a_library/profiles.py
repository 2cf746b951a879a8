WAN = "wan_development"
