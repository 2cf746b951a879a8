class Closer:
    def close_all(self):
        self.bucket._close()
        self.bucket = None
