class Helper:
    def client(self, host):
        print("connects to", host)
        return self.create_client(host)

    def create_client(self, host):
        raise NotImplementedError
