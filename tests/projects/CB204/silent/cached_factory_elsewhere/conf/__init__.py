from conf.loading import cluster
