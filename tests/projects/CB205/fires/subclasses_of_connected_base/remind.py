"""Each of the two classes gets its connection from the one base."""
import crm


def main():
    customers = crm.CustomerDao()
    invoices = crm.InvoiceDao()  # CB205
    if not invoices.paid("i1"):
        print("remind", customers.find("c1"))


main()
