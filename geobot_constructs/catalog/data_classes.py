"""What each class of data is and whether it says something about a person."""

from geobot_constructs.model.data_class import DataClass

DATA_CLASSES = (
    DataClass("programme-data", personal=False, meaning="rules, fees and deadlines of government programmes, all public"),
    DataClass("conversations", personal=True, meaning="what people asked and were told, and the context kept between questions"),
    DataClass("answers", personal=True, meaning="answers in the regional cache, personal where the question was"),
    DataClass("logs", personal=True, meaning="logs and traces, pseudonymised before writing and personal until then"),
    DataClass("configuration", personal=False, meaning="flags, settings and the cluster's own secrets"),
)
