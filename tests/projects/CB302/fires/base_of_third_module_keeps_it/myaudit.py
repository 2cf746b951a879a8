from mybase import Base


class Audit(Base):
    def finish(self):
        self.cluster.close()
