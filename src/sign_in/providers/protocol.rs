//! OpenID Connect with one provider: the code flow with PKCE, state and nonce. What the provider says
//! is believed only as far as the crate has verified it. Everything here blocks.

use chrono::NaiveDateTime;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient,
    CoreClientAuthMethod, CoreErrorResponseType, CoreGenderClaim, CoreGrantType, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
    CoreRequestTokenError, CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{
    AccessTokenHash, AdditionalProviderMetadata, AuthType, AuthorizationCode,
    ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, DiscoveryError,
    EmptyAdditionalClaims, EndUserEmail, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    HttpRequest, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    ProviderMetadata, RedirectUrl, Scope, TokenResponse, UserInfoClaims,
};
use serde::{Deserialize, Serialize};

use super::ProviderRow;
use super::fetch::{self, Failed};
use crate::outside;

/// What a provider says of itself beyond what the crate reads.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct More {
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
    #[serde(default)]
    code_challenge_methods_supported: Vec<String>,
}

impl AdditionalProviderMetadata for More {}

type Metadata = ProviderMetadata<
    More,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Signatures that only the provider can make. Not `none`, and nothing that our own secret makes.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What went wrong between us and a provider, in words for both the person and the administrator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    Unreachable,
    Slow,
    Certificate,
    NotHttps,
    /// No OpenID Connect is spoken there.
    NotOpenId,
    /// The provider calls itself something else than the issuer we know.
    WrongIssuer,
    /// The provider does not know us, or our secret.
    WrongClient,
    /// The code was used, is too old, or was never given.
    WrongCode,
    Expired,
    WrongNonce,
    /// The ID token is not one, not for us, or not signed by the provider.
    BadToken,
}

impl Trouble {
    /// The end of its message keys.
    pub fn name(self) -> &'static str {
        match self {
            Trouble::Unreachable => "unreachable",
            Trouble::Slow => "slow",
            Trouble::Certificate => "certificate",
            Trouble::NotHttps => "not-https",
            Trouble::NotOpenId => "not-openid",
            Trouble::WrongIssuer => "wrong-issuer",
            Trouble::WrongClient => "wrong-client",
            Trouble::WrongCode => "wrong-code",
            Trouble::Expired => "expired-token",
            Trouble::WrongNonce => "wrong-nonce",
            Trouble::BadToken => "bad-token",
        }
    }
}

impl From<&Failed> for Trouble {
    fn from(failed: &Failed) -> Trouble {
        match failed {
            Failed::NotHttps => Trouble::NotHttps,
            Failed::Outside(outside::Failed::Slow) => Trouble::Slow,
            Failed::Outside(outside::Failed::Certificate) => Trouble::Certificate,
            Failed::Outside(outside::Failed::TooLarge) => Trouble::NotOpenId,
            Failed::Outside(_) => Trouble::Unreachable,
        }
    }
}

/// Whom we speak with, from where: all the protocol needs to know of this network.
#[derive(Clone)]
pub struct Party {
    pub provider: ProviderRow,
    /// Where the provider sends people back to.
    pub callback: String,
    /// This network is on this very machine alone, and so may the provider be.
    pub here: bool,
    pub now: NaiveDateTime,
}

/// What must be kept until the person is back, and where they are sent now.
pub struct Sending {
    pub address: String,
    pub state: String,
    pub nonce: String,
    pub verifier: String,
}

/// What the provider has proved of somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    pub subject: String,
    /// An address that the provider says it has verified.
    pub email: Option<String>,
    pub name: Option<String>,
}

/// What a try found.
pub struct Found {
    pub authorization: String,
    pub has_userinfo: bool,
    pub says_issuer: bool,
    pub knows_pkce: bool,
}

/// Where to send somebody to sign in.
pub fn send(party: &Party, state: String, nonce: String) -> Result<Sending, Trouble> {
    let (_, client) = discover(party)?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (given, sealed) = (state.clone(), nonce.clone());
    let (address, ..) = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(given),
            move || Nonce::new(sealed),
        )
        .add_scope(Scope::new("email".to_string()))
        .add_scope(Scope::new("profile".to_string()))
        .set_pkce_challenge(challenge)
        .url();
    if !fetch::may_ask(&address, party.here) {
        return Err(Trouble::NotHttps);
    }
    Ok(Sending {
        address: address.to_string(),
        state,
        nonce,
        verifier: verifier.into_secret(),
    })
}

/// What somebody brings back from the provider.
pub struct Brought {
    pub code: String,
    /// RFC 9207: who the answer says it comes from.
    pub issuer: Option<String>,
    pub nonce: String,
    pub verifier: String,
}

/// Exchanges the code, and verifies what comes for it.
pub fn receive(party: &Party, brought: Brought) -> Result<Proof, Trouble> {
    // Before the code goes anywhere: a code of another provider is not for this one.
    if brought
        .issuer
        .as_ref()
        .is_some_and(|i| *i != party.provider.issuer)
    {
        return Err(Trouble::WrongIssuer);
    }
    let (more, client) = discover(party)?;
    if more.authorization_response_iss_parameter_supported && brought.issuer.is_none() {
        return Err(Trouble::WrongIssuer);
    }
    let http = |request: HttpRequest| fetch::ask(request, party.here);
    let tokens = client
        .exchange_code(AuthorizationCode::new(brought.code))
        .map_err(|_| Trouble::NotOpenId)?
        .set_pkce_verifier(PkceCodeVerifier::new(brought.verifier))
        .request(&http)
        .map_err(|e| refused(&e))?;
    let id_token = tokens.id_token().ok_or(Trouble::BadToken)?;
    let now = party.now.and_utc();
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(SIGNATURES)
        .set_time_fn(move || now);
    let claims = id_token
        .claims(&verifier, &Nonce::new(brought.nonce))
        .map_err(|e| match e {
            ClaimsVerificationError::Expired(_) => Trouble::Expired,
            ClaimsVerificationError::InvalidIssuer(_) => Trouble::WrongIssuer,
            ClaimsVerificationError::InvalidNonce(_) => Trouble::WrongNonce,
            _ => Trouble::BadToken,
        })?;
    if let Some(expected) = claims.access_token_hash() {
        let algorithm = id_token.signing_alg().map_err(|_| Trouble::BadToken)?;
        let key = id_token
            .signing_key(&verifier)
            .map_err(|_| Trouble::BadToken)?;
        let actual = AccessTokenHash::from_token(tokens.access_token(), algorithm, key)
            .map_err(|_| Trouble::BadToken)?;
        if actual != *expected {
            return Err(Trouble::BadToken);
        }
    }
    let mut proof = Proof {
        subject: claims.subject().to_string(),
        email: verified(claims.email(), claims.email_verified()),
        name: claims
            .name()
            .and_then(|n| n.get(None))
            .map(|n| n.to_string()),
    };
    // Many providers give the address only when asked with the access token.
    if (proof.email.is_none() || proof.name.is_none())
        && let Ok(asked) = client.user_info(
            tokens.access_token().clone(),
            Some(claims.subject().clone()),
        )
    {
        let told: Result<UserInfoClaims<EmptyAdditionalClaims, CoreGenderClaim>, _> =
            asked.request(&http);
        if let Ok(told) = told {
            proof.email = proof
                .email
                .or_else(|| verified(told.email(), told.email_verified()));
            proof.name = proof
                .name
                .or_else(|| Some(told.name()?.get(None)?.to_string()));
        }
    }
    Ok(proof)
}

fn verified(email: Option<&EndUserEmail>, verified: Option<bool>) -> Option<String> {
    email
        .filter(|_| verified == Some(true))
        .map(|e| e.to_string())
}

/// Looks whether a provider is there and knows us, by asking for tokens with a code nobody gave out.
pub fn probe(party: &Party) -> Result<Found, Trouble> {
    let (more, client) = discover(party)?;
    let authorization = client.auth_uri().url();
    if !fetch::may_ask(authorization, party.here) {
        return Err(Trouble::NotHttps);
    }
    let found = Found {
        authorization: authorization.to_string(),
        has_userinfo: client.user_info_url().is_some(),
        says_issuer: more.authorization_response_iss_parameter_supported,
        knows_pkce: more
            .code_challenge_methods_supported
            .iter()
            .any(|m| m == "S256"),
    };
    let http = |request: HttpRequest| fetch::ask(request, party.here);
    let (_, verifier) = PkceCodeChallenge::new_random_sha256();
    let answer = client
        .exchange_code(AuthorizationCode::new("only-a-try".to_string()))
        .map_err(|_| Trouble::NotOpenId)?
        .set_pkce_verifier(verifier)
        .request(&http);
    match answer.map_err(|e| refused(&e)) {
        // Whoever is told that the code is wrong was known by the secret.
        Err(Trouble::WrongCode) => Ok(found),
        Err(trouble) => Err(trouble),
        Ok(_) => Err(Trouble::NotOpenId),
    }
}

/// Reads what the provider says of itself, with its keys: at each sign-in anew, so that a key taken
/// back is taken back.
fn discover(party: &Party) -> Result<(More, Client), Trouble> {
    let provider = &party.provider;
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|_| Trouble::NotOpenId)?;
    let http = |request: HttpRequest| fetch::ask(request, party.here);
    let metadata = Metadata::discover(&issuer, &http).map_err(|e| match &e {
        DiscoveryError::Request(failed) => failed.into(),
        DiscoveryError::Validation(_) => Trouble::WrongIssuer,
        _ => Trouble::NotOpenId,
    })?;
    let more = metadata.additional_metadata().clone();
    let by = match metadata.token_endpoint_auth_methods_supported() {
        Some(all)
            if all.contains(&CoreClientAuthMethod::ClientSecretPost)
                && !all.contains(&CoreClientAuthMethod::ClientSecretBasic) =>
        {
            AuthType::RequestBody
        }
        _ => AuthType::BasicAuth,
    };
    let callback = RedirectUrl::new(party.callback.clone()).map_err(|_| Trouble::NotOpenId)?;
    let client = CoreClient::from_provider_metadata(
        metadata,
        ClientId::new(provider.client_id.clone()),
        Some(ClientSecret::new(provider.client_secret.clone())),
    )
    .set_auth_type(by)
    .set_redirect_uri(callback);
    Ok((more, client))
}

fn refused(e: &CoreRequestTokenError<Failed>) -> Trouble {
    match e {
        CoreRequestTokenError::ServerResponse(said) => match said.error() {
            CoreErrorResponseType::InvalidClient | CoreErrorResponseType::UnauthorizedClient => {
                Trouble::WrongClient
            }
            _ => Trouble::WrongCode,
        },
        CoreRequestTokenError::Request(failed) => failed.into(),
        _ => Trouble::NotOpenId,
    }
}
