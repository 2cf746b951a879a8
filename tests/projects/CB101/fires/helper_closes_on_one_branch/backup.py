from multiprocessing import Process

from couchbase.bucket import Bucket

from tidy import close_unless_kept


def _pack(names):
    print("packing", names)


if __name__ == "__main__":
    files = Bucket("couchbase://vault.local/files")
    names = files.get("names").value
    close_unless_kept(files)
    packer = Process(target=_pack, args=(names,))
    packer.start()  # CB101: "opened on line 13"
    packer.join()
