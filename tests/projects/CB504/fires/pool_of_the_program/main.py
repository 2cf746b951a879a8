from gevent import monkey

monkey.patch_all()

import jobs

jobs.run()
