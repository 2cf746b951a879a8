import cbx
import stage


def main():
    print(cbx.get("h1").ping())
    cbx.shut()
    stage.end_stage()
    print(cbx.get("h1").ping())


if __name__ == "__main__":
    main()
